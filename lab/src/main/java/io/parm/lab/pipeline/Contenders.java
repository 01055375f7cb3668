package io.parm.lab.pipeline;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ParityOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The jobs that are compared for one size of query.
 *
 * @param all the baseline first
 * @param limits the throughput that arithmetic allows, as a share of the baseline's, were the bytes that go to inference all that
 *     costs: a group of k sends k queries and a parity query, which has k times the bytes with stacking and as many as a query with addition
 */
public record Contenders(List<Contender> all, Map<String, Double> limits) {

    /** The plain job; ratios are to it. */
    public static final String BASELINE = "plain";

    /**
     * @param folder where the services are written
     * @param ks the groups' sizes
     */
    public static Contenders of(Path folder, int[] inputShape, int... ks) {
        List<Contender> coded = new ArrayList<>();
        Map<String, Double> limits = new LinkedHashMap<>();
        for (int k : ks) {
            CodeSpec stacking = new CodeSpec(Encoder.Kind.STACKING, ParityOutput.Kind.PER_SLOT, k, 1);
            coded.add(Contender.coded("stacking-k" + k, folder, inputShape, stacking));
            limits.put("stacking-k" + k, 1.0 / 2);
            CodeSpec addition = new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, k, 1);
            coded.add(Contender.coded("addition-k" + k, folder, inputShape, addition));
            limits.put("addition-k" + k, k / (k + 1.0));
        }
        Path service = coded.get(0).service();
        List<Contender> all = new ArrayList<>();
        all.add(Contender.plain(BASELINE, service));
        all.addAll(coded);
        return new Contenders(all, limits);
    }
}
