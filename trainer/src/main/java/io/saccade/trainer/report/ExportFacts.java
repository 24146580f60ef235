package io.saccade.trainer.report;

import java.util.List;
import java.util.Optional;

/**
 * What was written.
 *
 * @param parity the proof that the file does what was trained, where it was asked for
 * @param parameters how many weights the model has
 * @param sizes of the bundle's files
 * @param more further facts, such as hashes and versions
 */
public record ExportFacts(
    Optional<ParityProof> parity, long parameters, List<Size> sizes, List<Setting> more) {

  /** Copies the lists. */
  public ExportFacts {
    sizes = List.copyOf(sizes);
    more = List.copyOf(more);
  }
}
