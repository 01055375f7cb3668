package io.parm.lab.straggler;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults of a run, as a command line names them: {@code FAULT:INSTANCES[:AMOUNT][:OPTION=VALUE]…}, several separated by commas.
 *
 * <pre>
 * stall:deployed-0:250ms:every=300ms   a call takes 250 ms longer, at most one each 300 ms
 * stall:deployed-0:250ms:pause=300ms   the same, with 300 ms from the end of one to the next
 * slow:deployed-1:x5                   every call takes five times as long
 * fail:parity-0:every=1s               one call a second fails
 * crash:deployed-2:after=5s            every call fails, from 5 s on
 * hang:parity-*                        no call completes
 * </pre>
 *
 * Options: {@code after} the plan's start, {@code for} how long, {@code every} or {@code pause}, and {@code seed} to make those gaps
 * random. The first fault of the list that strikes a call decides what happens to it.
 */
public final class StragglerPlan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String text;
    private final List<Fault> faults;

    private StragglerPlan(String text, List<Fault> faults) {
        this.text = text;
        this.faults = faults;
    }

    /** A plan without faults. */
    public static StragglerPlan none() {
        return new StragglerPlan("", List.of());
    }

    /**
     * Reads a plan; an empty one has no faults.
     *
     * @throws io.parm.model.UserError if it cannot be read
     */
    public static StragglerPlan parse(String text) {
        return text.isBlank() ? none() : new StragglerPlan(text, FaultParser.parse(text));
    }

    /** The faults of one instance, in the plan's order. */
    List<Fault> faultsOf(String instance) {
        return faults.stream().filter(fault -> fault.concerns(instance)).toList();
    }

    /** When each of them strikes, from the plan's start, in the plan's order. */
    Map<Fault, Strikes> strikesOn(String instance) {
        Map<Fault, Strikes> strikes = new LinkedHashMap<>();
        faultsOf(instance).forEach(fault -> strikes.put(fault, new Strikes(fault.timing(), instance)));
        return strikes;
    }

    /** The plan as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
