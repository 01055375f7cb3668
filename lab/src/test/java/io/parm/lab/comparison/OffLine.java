package io.parm.lab.comparison;

import io.parm.lab.bench.Bench;
import io.parm.lab.cluster.Clusters;
import io.parm.lab.demo.ProgressLine;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** A bench that nothing runs on. */
final class OffLine {

    private OffLine() {}

    static Bench bench(Path folder) {
        Bench.Options options = new Bench.Options(0, 0, 0, 0, true, 1, Map.of());
        ProgressLine silent = new ProgressLine(new PrintWriter(Writer.nullWriter()));
        return new Bench(new Clusters(folder, 1), null, options, folder, silent);
    }
}
