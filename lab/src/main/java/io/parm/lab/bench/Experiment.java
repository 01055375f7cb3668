package io.parm.lab.bench;

import io.parm.lab.load.RunReport;
import java.util.List;

/** Something that {@code parm bench} can measure. Stateless. */
public interface Experiment {

    /** As the command line names it. */
    String name();

    /** What it is about, for people. */
    String summary();

    /** Queries per second unless others are asked for. */
    double rate();

    /** Length of a run unless another is asked for. */
    int seconds();

    /** Runs everything and says what it came to; blocks. */
    List<RunReport> run(Bench bench) throws InterruptedException;
}
