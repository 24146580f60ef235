package io.saccade.processor.release;

import io.saccade.schemas.avro.LabelPair;
import io.saccade.schemas.avro.ShadowAgreement;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a shadow agrees with the primary, over several instances.
 *
 * @param scored how many images both have labelled
 * @param agreed on how many of them the most probable label is the same
 * @param skipped how many images the shadow has not seen
 * @param failed how many images the shadow has seen and could not label
 * @param pairs how often the two said this, commonest first
 */
public record AgreementSum(
    long scored, long agreed, long skipped, long failed, List<LabelPair> pairs) {

  private record Labels(String primary, String shadow) {}

  public AgreementSum {
    pairs = List.copyOf(pairs);
  }

  /** What these say together; empty where there are none. */
  public static Optional<AgreementSum> sum(Collection<ShadowAgreement> parts) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Map<Labels, Long> counts = new LinkedHashMap<>();
    long scored = 0;
    long agreed = 0;
    long skipped = 0;
    long failed = 0;
    for (ShadowAgreement part : parts) {
      scored += part.getScored();
      agreed += part.getAgreed();
      skipped += part.getSkipped();
      failed += part.getFailed();
      for (LabelPair pair : part.getPairs()) {
        counts.merge(new Labels(pair.getPrimary(), pair.getShadow()), pair.getCount(), Long::sum);
      }
    }
    List<LabelPair> pairs =
        counts.entrySet().stream()
            .map(e -> new LabelPair(e.getKey().primary(), e.getKey().shadow(), e.getValue()))
            .sorted(Comparator.comparingLong(LabelPair::getCount).reversed())
            .toList();
    return Optional.of(new AgreementSum(scored, agreed, skipped, failed, pairs));
  }

  /** What the living instances have seen under the latest release. */
  public static Optional<AgreementSum> of(ModelState state) {
    return sum(
        state.living().stream()
            .flatMap(i -> Optional.ofNullable(state.agreements().get(i.name())).stream())
            .toList());
  }

  /** The share of the scored images on which both agree, in percent; 0 where there are none. */
  public double percent() {
    return scored == 0 ? 0 : 100.0 * agreed / scored;
  }

  /** The pairs of labels that differ, commonest first. */
  public List<LabelPair> disagreements() {
    return pairs.stream().filter(pair -> !pair.getPrimary().equals(pair.getShadow())).toList();
  }
}
