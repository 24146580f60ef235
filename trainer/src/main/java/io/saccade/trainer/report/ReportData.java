package io.saccade.trainer.report;

import java.util.List;

/**
 * All that a report shows. Whatever is not known is left out of the page: every list may be empty.
 *
 * @param heading what was made of what
 * @param data the images
 * @param phases the training's parts in their order, such as the head and then the network
 * @param candidates what the best on validation was chosen from
 * @param results how the chosen one does on parts that it did not learn from: validation, then test
 * @param augmented images as they are and as training saw them
 * @param export what was written
 * @param recipe every setting, such that the training can be done again
 * @param timings how long the stages took, in their order
 * @param notices what the user should know, a sentence each
 */
public record ReportData(
    Heading heading,
    DataFacts data,
    List<Phase> phases,
    List<Candidate> candidates,
    List<PartResult> results,
    List<AugmentedSample> augmented,
    ExportFacts export,
    List<Setting> recipe,
    List<Timing> timings,
    List<String> notices) {

  /** Copies the lists and checks that the results are of the data's classes. */
  public ReportData {
    phases = List.copyOf(phases);
    candidates = List.copyOf(candidates);
    results = List.copyOf(results);
    augmented = List.copyOf(augmented);
    recipe = List.copyOf(recipe);
    timings = List.copyOf(timings);
    notices = List.copyOf(notices);
    for (PartResult result : results) {
      if (result.judgement().classes() != data.classes().size()) {
        throw new IllegalArgumentException(
            "the results of %s must be of %d classes, but are of %d"
                .formatted(result.part(), data.classes().size(), result.judgement().classes()));
      }
    }
  }
}
