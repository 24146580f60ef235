package io.saccade.cli.release;

import io.saccade.processor.release.IssuedRelease;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Releases in words. */
final class ReleaseText {

  private ReleaseText() {}

  /** {@code primary 2, canary 3 at 10 %, previous 1}. */
  static String versions(ModelRelease release) {
    List<String> parts = new ArrayList<>();
    parts.add("primary " + release.getPrimary().getVersion());
    CanaryVersion canary = release.getCanary();
    if (canary != null) {
      parts.add(
          "canary %s at %s %%"
              .formatted(canary.getBundle().getVersion(), percent(canary.getPercent())));
    }
    if (release.getShadow() != null) {
      parts.add("shadow " + release.getShadow().getVersion());
    }
    if (release.getPrevious() != null) {
      parts.add("previous " + release.getPrevious().getVersion());
    }
    return String.join(", ", parts);
  }

  /** {@code epoch 3 by anna}. */
  static String name(IssuedRelease issued) {
    ModelRelease release = issued.release();
    return "epoch %d by %s".formatted(release.getEpoch(), plain(release.getIssuedBy()));
  }

  /** The versions that the instances will take as they find them. */
  static List<BundleVersion> unhashed(ModelRelease release) {
    CanaryVersion canary = release.getCanary();
    return Stream.of(
            Stream.of(release.getPrimary()),
            Stream.ofNullable(canary == null ? null : canary.getBundle()),
            Stream.ofNullable(release.getShadow()))
        .flatMap(part -> part)
        .filter(version -> version.getSha256().isEmpty())
        .toList();
  }

  /** A share without superfluous digits. */
  static String percent(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
  }

  /** A time to the second, in UTC. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Text of others, without what steers a terminal. */
  static String plain(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  /** The first of a text, in so many columns. */
  static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
  }
}
