package io.parm.lab.report;

import io.parm.coding.CodeSpec;
import io.parm.training.Evaluation;
import io.parm.training.GroupExample;
import io.parm.training.TrainingHistory;
import io.parm.training.data.Task;
import java.util.List;

/**
 * All that a report tells of.
 *
 * @param service its folder's name
 * @param task that it was measured on
 * @param examples groups to look at
 * @param history of its training; empty if nothing is known of it
 */
public record EvaluatedService(
        String service,
        CodeSpec code,
        Task task,
        Evaluation evaluation,
        List<GroupExample> examples,
        List<TrainingHistory.Epoch> history) {}
