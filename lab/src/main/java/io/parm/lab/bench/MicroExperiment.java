package io.parm.lab.bench;

import io.parm.lab.load.Figures;
import io.parm.lab.micro.MicroRun;
import java.util.List;

/** What encoding, decoding, records, the pool's hand-over and groups cost alone, beside a copy of the same bytes. */
final class MicroExperiment implements Experiment {

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String summary() {
        return "nanoseconds and bytes per encode, decode, record, hand-over and group, beside a copy";
    }

    /** Nothing is sent. */
    @Override
    public double rate() {
        return 0;
    }

    /** The benchmarks have lengths of their own. */
    @Override
    public int seconds() {
        return 0;
    }

    @Override
    public List<? extends Figures> run(Bench bench) {
        return MicroRun.measure(bench.options().quick(), bench.progress()::update, bench.progress()::say);
    }
}
