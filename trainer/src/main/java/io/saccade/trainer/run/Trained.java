package io.saccade.trainer.run;

import io.saccade.trainer.export.Reference;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.report.Candidate;
import io.saccade.trainer.report.Phase;
import java.util.List;
import java.util.Map;

/**
 * The best of what was trained.
 *
 * @param head the network
 * @param weights in place of the network's own constants
 * @param reference computes it by other means than the export is run by
 * @param phases how it came about
 * @param candidates what it was chosen from
 * @param found the settings that were left open, as they were found
 */
record Trained(
    GraftedHead head,
    Map<String, HostTensor> weights,
    Reference reference,
    List<Phase> phases,
    List<Candidate> candidates,
    Map<Flag, String> found) {}
