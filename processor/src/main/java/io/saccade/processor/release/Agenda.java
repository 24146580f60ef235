package io.saccade.processor.release;

import io.saccade.model.RefusalCode;
import io.saccade.processor.release.VersionStanding.Refusal;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be brought about: the latest release, or where that is refused one to fall back on.
 * For one thread at a time.
 */
final class Agenda {

  private final Fallbacks fallbacks = new Fallbacks();
  private @Nullable Attempt latest;
  private Attempt.@Nullable Preparing fallback;

  /** What to serve, in turn, while nothing serves and the latest release is refused or missing. */
  void fallBackOn(Collection<Release> releases) {
    fallbacks.startWith(releases);
  }

  /** A release has come, and a later one with it. */
  void overtaken(Release release) {
    fallbacks.add(Attempt.of(release));
  }

  /** Whether a release is newer than all that came before. */
  boolean isNews(Release release) {
    return latest == null || release.isAfter(latest.release());
  }

  /** A release has come that is news; says whether it is to be brought about. */
  boolean wanted(Release release) {
    fallbacks.add(latest);
    fallbacks.add(fallback);
    fallback = null;
    Attempt.Preparing attempt = Attempt.of(release);
    Optional<String> wrong = release.contradiction();
    latest =
        wrong.isPresent()
            ? attempt.refused(release.primary(), new Refusal(RefusalCode.MODEL_FORMAT, wrong.get()))
            : attempt;
    return wrong.isEmpty();
  }

  /** What is to be brought about now, if anything. */
  Attempt.@Nullable Preparing attempt() {
    return latest instanceof Attempt.Preparing preparing ? preparing : fallback;
  }

  /** Falls back where there is nothing else to do, and something to fall back on. */
  void fallBack(@Nullable Serving serving) {
    if (attempt() == null && !(latest instanceof Attempt.Installed)) {
      fallback = fallbacks.next(serving);
    }
  }

  /** An attempt has come to serve. */
  void installed(Attempt.Preparing attempt) {
    fallback = null;
    if (attempt == latest) {
      latest = attempt.installed();
    }
  }

  /** An attempt was refused; says whether it was of the latest release. */
  boolean refused(Attempt.Preparing attempt, NamedVersion culprit, Refusal why) {
    if (attempt == latest) {
      latest = attempt.refused(culprit, why);
      return true;
    }
    fallback = null;
    return false;
  }

  /** Why the latest release was refused, where it was. */
  Optional<VersionStanding> refusal() {
    return latest instanceof Attempt.Refused refused
        ? Optional.of(VersionStanding.refused(refused.culprit(), refused.why()))
        : Optional.empty();
  }

  /** The latest release that was heard of, or what is served or tried instead. */
  @Nullable Release subject(@Nullable Serving serving) {
    if (latest != null) {
      return latest.release();
    }
    if (serving != null) {
      return serving.release();
    }
    return fallback == null ? null : fallback.release();
  }
}
