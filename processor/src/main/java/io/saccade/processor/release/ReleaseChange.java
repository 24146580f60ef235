package io.saccade.processor.release;

import io.saccade.model.bundle.Manifest;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From the release that stands and an operator's wish to the next release. Knows neither Kafka nor
 * the clock; a wish that cannot be is told by its code and a sentence, and changes nothing.
 */
public final class ReleaseChange {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern URI = Pattern.compile("[^\\p{C}]{1,2048}");
  private static final Pattern CREDENTIALS = Pattern.compile("[a-zA-Z0-9+.-]+://[^/]*@.*");

  private final Standing standing;
  private final Issuer issuer;

  /** A change of what stands, in somebody's name. */
  public ReleaseChange(Standing standing, Issuer issuer) {
    this.standing = standing;
    this.issuer = issuer;
  }

  /**
   * What the operator names, beside what stands. The primary before a new one becomes the previous;
   * what becomes the primary is no canary or shadow any more, and what becomes the canary no
   * shadow.
   */
  public ModelRelease set(ReleaseWish wish) throws ReleaseMistakeException {
    Optional<ModelRelease> base = standing.base();
    if (base.isEmpty() && wish.primary().isEmpty()) {
      throw nothingStands("say which version is to answer, and where its bundle is");
    }
    BundleVersion primary =
        wish.primary().isPresent()
            ? resolve("primary", wish.primary().get())
            : base.orElseThrow().getPrimary();
    CanaryVersion canary = canary(wish.canary(), primary);
    BundleVersion shadow = shadow(wish.shadow(), primary, canary);
    return next(new Parts(primary, canary, shadow, previousTo(primary)));
  }

  /** The canary answers all keys; the shadow stays, the primary becomes the previous. */
  public ModelRelease promote() throws ReleaseMistakeException {
    ModelRelease base =
        standing.base().orElseThrow(() -> nothingStands("there is no canary to promote"));
    CanaryVersion canary = base.getCanary();
    if (canary == null) {
      throw new ReleaseMistakeException(
          ReleaseMistake.NO_CANARY,
          "there is no canary of model %s to promote; version %s answers all keys"
              .formatted(standing.model(), base.getPrimary().getVersion()));
    }
    BundleVersion primary = canary.getBundle();
    BundleVersion shadow = unless(base.getShadow(), primary);
    return next(new Parts(primary, null, shadow, previousTo(primary)));
  }

  /**
   * The version before answers all keys again, and alone: canary and shadow end, since a rollback
   * is for trouble. The version that answered becomes the previous. Where the latest release was
   * refused, that one is taken back, and what serves is wanted again as it is.
   */
  public ModelRelease rollback() throws ReleaseMistakeException {
    ModelRelease base =
        standing.base().orElseThrow(() -> nothingStands("there is nothing to roll back"));
    BundleVersion previous = base.getPrevious();
    if (standing.refused().isPresent()) {
      return next(new Parts(base.getPrimary(), base.getCanary(), base.getShadow(), previous));
    }
    if (previous == null) {
      throw new ReleaseMistakeException(
          ReleaseMistake.NO_PREVIOUS,
          "there is no version of model %s before %s to roll back to%s"
              .formatted(
                  standing.model(),
                  base.getPrimary().getVersion(),
                  base.getCanary() == null ? "" : "; end the canary instead"));
    }
    return next(new Parts(previous, null, null, base.getPrimary()));
  }

  /** Whether two bundles are the same: by hash, or by place where a hash is not known. */
  static boolean same(BundleVersion one, BundleVersion other) {
    boolean hashed = !one.getSha256().isEmpty() && !other.getSha256().isEmpty();
    return hashed
        ? one.getSha256().equals(other.getSha256())
        : one.getUri().equals(other.getUri());
  }

  private record Parts(
      BundleVersion primary,
      @Nullable CanaryVersion canary,
      @Nullable BundleVersion shadow,
      @Nullable BundleVersion previous) {}

  private ModelRelease next(Parts parts) throws ReleaseMistakeException {
    BundleVersion canary = parts.canary() == null ? null : parts.canary().getBundle();
    BundleVersion[] all = {parts.primary(), canary, parts.shadow(), parts.previous()};
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < i; j++) {
        requireDistinct(all[i], all[j]);
      }
    }
    return new ModelRelease(
        name("the name of the model", standing.model()),
        standing.epoch() + 1,
        parts.primary(),
        parts.canary(),
        parts.shadow(),
        parts.previous(),
        issuer.at(),
        issuer.by(),
        issuer.reason());
  }

  private static void requireDistinct(@Nullable BundleVersion one, @Nullable BundleVersion other)
      throws ReleaseMistakeException {
    if (one == null || other == null || !one.getVersion().equals(other.getVersion())) {
      return;
    }
    boolean hashed = !one.getSha256().isEmpty() && !other.getSha256().isEmpty();
    if (hashed && !one.getSha256().equals(other.getSha256())) {
      throw new ReleaseMistakeException(
          ReleaseMistake.SAME_VERSION,
          "two bundles are called version %s: %s at %s and %s at %s; give one a version of its own"
              .formatted(
                  one.getVersion(),
                  one.getSha256().substring(0, 12),
                  one.getUri(),
                  other.getSha256().substring(0, 12),
                  other.getUri()));
    }
  }

  private @Nullable BundleVersion previousTo(BundleVersion primary) {
    return standing
        .base()
        .map(base -> same(base.getPrimary(), primary) ? base.getPrevious() : base.getPrimary())
        .orElse(null);
  }

  private @Nullable CanaryVersion canary(Wanted<CanaryWish> wanted, BundleVersion primary)
      throws ReleaseMistakeException {
    if (wanted instanceof Wanted.Unchanged) {
      CanaryVersion stands = standing.base().map(ModelRelease::getCanary).orElse(null);
      return stands == null || same(stands.getBundle(), primary) ? null : stands;
    }
    if (wanted.chosen().isEmpty()) {
      return null;
    }
    CanaryWish wish = wanted.chosen().get();
    if (!(wish.percent() > 0 && wish.percent() <= 100)) {
      throw new ReleaseMistakeException(
          ReleaseMistake.BAD_PERCENT,
          "the canary's share must be above 0 and at most 100 percent, but was " + wish.percent());
    }
    return new CanaryVersion(beside(primary, "canary", wish.version()), wish.percent());
  }

  private @Nullable BundleVersion shadow(
      Wanted<VersionWish> wanted, BundleVersion primary, @Nullable CanaryVersion canary)
      throws ReleaseMistakeException {
    BundleVersion answersToo = canary == null ? primary : canary.getBundle();
    if (wanted instanceof Wanted.Unchanged) {
      BundleVersion stands = standing.base().map(ModelRelease::getShadow).orElse(null);
      return unless(unless(stands, primary), answersToo);
    }
    if (wanted.chosen().isEmpty()) {
      return null;
    }
    BundleVersion shadow = beside(primary, "shadow", wanted.chosen().get());
    requireOther(shadow, answersToo, "canary", "shadow");
    return shadow;
  }

  private static @Nullable BundleVersion unless(
      @Nullable BundleVersion version, BundleVersion answering) {
    return version == null || same(version, answering) ? null : version;
  }

  private BundleVersion beside(BundleVersion primary, String role, VersionWish wish)
      throws ReleaseMistakeException {
    BundleVersion version = resolve(role, wish);
    requireOther(version, primary, "primary", role);
    return version;
  }

  private static void requireOther(
      BundleVersion version, BundleVersion answering, String as, String role)
      throws ReleaseMistakeException {
    if (same(version, answering)) {
      throw new ReleaseMistakeException(
          ReleaseMistake.ALREADY_ANSWERING,
          "version %s is the %s already, so it cannot be the %s as well"
              .formatted(version.getVersion(), as, role));
    }
  }

  /** The version as the wish says, and as it is known where the wish says nothing. */
  private BundleVersion resolve(String role, VersionWish wish) throws ReleaseMistakeException {
    String version = name("the version of the " + role, wish.version());
    if (wish.uri().isPresent()) {
      return new BundleVersion(version, place(wish.uri().get()), hash(wish.sha256().orElse("")));
    }
    String sha256 = hash(wish.sha256().orElse(""));
    return standing.known().stream()
        .filter(known -> known.getVersion().equals(version))
        .filter(known -> sha256.isEmpty() || known.getSha256().equals(sha256))
        .findFirst()
        .orElseThrow(() -> unknown(version, sha256));
  }

  private ReleaseMistakeException unknown(String version, String sha256) {
    String seen =
        standing.known().stream()
            .map(BundleVersion::getVersion)
            .distinct()
            .collect(Collectors.joining(", "));
    return new ReleaseMistakeException(
        ReleaseMistake.UNKNOWN_VERSION,
        "version %s%s of model %s was never seen%s; say where its bundle is"
            .formatted(
                version,
                sha256.isEmpty() ? "" : " with hash " + sha256,
                standing.model(),
                seen.isEmpty() ? "" : " (seen: " + seen + ")"));
  }

  private ReleaseMistakeException nothingStands(String next) {
    return new ReleaseMistakeException(
        ReleaseMistake.NO_RELEASE,
        "nothing serves model %s yet; %s".formatted(standing.model(), next));
  }

  private static String hash(String sha256) throws ReleaseMistakeException {
    String hash = sha256.toLowerCase(Locale.ROOT);
    if (!hash.isEmpty() && !SHA256.matcher(hash).matches()) {
      throw new ReleaseMistakeException(
          ReleaseMistake.BAD_HASH,
          "a bundle's hash is 64 hexadecimal digits, but was \"%s\"".formatted(sha256));
    }
    return hash;
  }

  /** A place is written into a topic that is never deleted: it must not carry a secret. */
  private static String place(String uri) throws ReleaseMistakeException {
    if (!URI.matcher(uri).matches() || CREDENTIALS.matcher(uri).matches()) {
      throw new ReleaseMistakeException(
          ReleaseMistake.BAD_URI,
          "the place of a bundle must be a path or a URI of at most 2048 letters, without"
              + " credentials; the processors have their own");
    }
    return uri;
  }

  private static String name(String what, String name) throws ReleaseMistakeException {
    Optional<String> objection = Manifest.objectionToName(name);
    if (objection.isPresent()) {
      throw new ReleaseMistakeException(ReleaseMistake.BAD_NAME, what + " " + objection.get());
    }
    return name;
  }
}
