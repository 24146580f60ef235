package io.saccade.processor.release;

import io.saccade.processor.serving.ReleaseId;
import io.saccade.schemas.avro.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is to serve, as the operator has it; or the bundle that the processor was started with, of
 * which {@link ReleaseId#NONE} is the place.
 *
 * @param id its place in the topic of releases, which is its clock
 * @param model the name of the model
 * @param epoch its number, for people; 0 where there is none
 * @param required the versions that must all be ready before any of them serves: one primary, at
 *     most one canary and one shadow, in this order
 * @param previous the version to be held ready for a rollback
 * @param issuedAt when it was issued
 * @param issuedBy who issued it; empty where nobody did
 * @param reason why; may be empty
 */
public record Release(
    ReleaseId id,
    String model,
    long epoch,
    List<NamedVersion> required,
    Optional<NamedVersion> previous,
    Optional<Instant> issuedAt,
    String issuedBy,
    String reason) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Release {
    required = List.copyOf(required);
    if (required.isEmpty() || required.get(0).role() != Role.PRIMARY) {
      throw new IllegalArgumentException("the first version must be the primary: " + required);
    }
  }

  /**
   * The bundle that a processor is started with.
   *
   * @param uri where it is
   */
  public static Release startedWith(String model, String version, String uri, String sha256) {
    return new Release(
        ReleaseId.NONE,
        model,
        0,
        List.of(new NamedVersion(Role.PRIMARY, version, uri, sha256, OptionalDouble.empty())),
        Optional.empty(),
        Optional.empty(),
        "",
        "");
  }

  /** The version that answers. */
  NamedVersion primary() {
    return required.get(0);
  }

  /** Whether it names a version by its hash, for whatever it is there. */
  boolean names(String sha256) {
    return Stream.concat(required.stream(), previous.stream())
        .anyMatch(version -> version.sha256().equals(sha256));
  }

  /** Whether this one counts where both are there. */
  boolean isAfter(Release other) {
    if (id.era() != other.id.era()) {
      return id.era() > other.id.era();
    }
    return id.partition() == other.id.partition()
        ? id.offset() > other.id.offset()
        : epoch > other.epoch;
  }

  /** What is wrong with what it asks for, in a sentence, where anything is. */
  Optional<String> contradiction() {
    Set<String> hashes = new HashSet<>();
    for (NamedVersion version : required) {
      double percent = version.percent().orElse(100);
      if (!(percent > 0 && percent <= 100)) {
        return Optional.of(
            "a canary must have more than 0 and at most 100 per cent of the keys, but was to have "
                + percent);
      }
      if (version.uri().isBlank()) {
        return Optional.of("the %s has no address".formatted(version.role()));
      }
      if (!version.sha256().isEmpty() && !SHA256.matcher(version.sha256()).matches()) {
        return Optional.of(
            "the hash of the %s must be 64 hexadecimal digits in lower case, but was of %d letters"
                .formatted(version.role(), version.sha256().length()));
      }
      String identity = version.sha256().isEmpty() ? version.uri() : version.sha256();
      if (!hashes.add(identity) && version.role() == Role.SHADOW) {
        return Optional.of("the shadow must be another version than those that answer");
      }
    }
    return Optional.empty();
  }
}
