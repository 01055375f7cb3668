package io.parm.lab.report;

import java.util.List;
import java.util.Map;

/** A_d as the paper prints it (Kosaian et al., SOSP 2019, §4.2), shares for k = 2, 3 and 4; not a number where it gives none. */
final class PaperFigures {

    /**
     * A curve of the paper.
     *
     * @param name the code, and the data set where it is another than the task's
     * @param byK for k = 2, 3, 4
     */
    record Reported(String name, List<Double> byK) {}

    private static final Map<String, List<Reported>> BY_TASK = Map.of(
            "mnist", List.of(new Reported("the paper, addition", List.of(0.992, 0.983, 0.964))),
            "fashion-mnist", List.of(new Reported("the paper, addition", List.of(0.911, 0.879, 0.842))),
            "cat-v-dog", List.of(new Reported("the paper, addition", List.of(0.928, 0.861, 0.773))),
            "cifar10",
                    List.of(
                            new Reported("the paper, addition", List.of(0.874, 0.738, 0.529)),
                            new Reported("the paper, concatenation", List.of(0.89, Double.NaN, 0.74))),
            "speech", List.of(new Reported("the paper, addition, on Google Commands", List.of(0.915, 0.839, 0.756))));

    private PaperFigures() {}

    /** Empty if the paper has nothing of the task. */
    static List<Reported> of(String task) {
        return BY_TASK.getOrDefault(task, List.of());
    }
}
