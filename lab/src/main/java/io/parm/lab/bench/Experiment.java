package io.parm.lab.bench;

import io.parm.lab.load.Figures;
import java.util.List;

/** Something that {@code parm bench} can measure. Stateless. */
public interface Experiment {

    /** A rate, length or number of runs that the experiment's own data say. */
    int UNSET = 0;

    /** As the command line names it. */
    String name();

    /** What it is about, for people. */
    String summary();

    /** What the instances are. */
    default InstanceKind instances() {
        return InstanceKind.REAL;
    }

    /** Queries per second unless others are asked for. */
    double rate();

    /** Length of a run unless another is asked for. */
    int seconds();

    /** Length of a run of the short variant. */
    default int quickSeconds() {
        return Math.min(seconds(), 6);
    }

    /** Runs of each side unless another number is asked for. */
    default int runs() {
        return 3;
    }

    /** Runs everything and says what it came to; blocks. */
    List<? extends Figures> run(Bench bench) throws InterruptedException;
}
