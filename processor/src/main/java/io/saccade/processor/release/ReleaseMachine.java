package io.saccade.processor.release;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.processor.release.VersionStanding.Refusal;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is loaded, installed and closed when. Knows no thread and no clock, and waits for
 * nothing: whoever loads asks it {@linkplain #next what}, and tells it what came of it.
 *
 * <p>All or nothing: a release is installed when every version that it requires is ready, in one
 * step; one that is refused leaves everything as it was. One load at a time. Only the latest
 * release counts, and those that it overtook where it is refused.
 *
 * <p>What is open: the versions that serve, those of the release that is being prepared, and the
 * previous primary. A new release keeps open only what serves and what it names, and the previous
 * primary makes room where a load would make more than {@link #OPEN}. Only a release of several new
 * versions on top of several that serve opens more, until it is installed.
 *
 * <p>For one thread at a time.
 */
final class ReleaseMachine {

  /** Primary, canary, shadow, previous. */
  static final int OPEN = 4;

  private final World world;
  private final Held held;
  private final Fallbacks fallbacks = new Fallbacks();
  private final List<VersionStanding> passing = new ArrayList<>();
  private @Nullable Attempt latest;
  private Attempt.@Nullable Preparing fallback;
  private @Nullable Serving serving;
  private @Nullable NamedVersion previous;
  private @Nullable Load load;

  ReleaseMachine(World world) {
    this.world = world;
    this.held = new Held(world::close);
  }

  /** What to serve, in turn, while nothing serves and the latest release is refused or missing. */
  void fallBackOn(List<Release> releases) {
    fallbacks.startWith(releases);
    settle();
  }

  /** A release has come, and a later one with it. */
  void overtaken(Release release) {
    fallbacks.add(Attempt.of(release));
  }

  /** A release has come. */
  void wanted(Release release) {
    if (latest != null && !release.isAfter(latest.release())) {
      return;
    }
    fallbacks.add(latest);
    fallbacks.add(fallback);
    fallback = null;
    Attempt.Preparing attempt = Attempt.of(release);
    Optional<String> wrong = release.contradiction();
    if (wrong.isPresent()) {
      latest =
          attempt.refused(release.primary(), new Refusal(RefusalCode.MODEL_FORMAT, wrong.get()));
    } else {
      latest = attempt;
      if (previous != null && !release.names(previous.sha256())) {
        previous = null;
      }
    }
    keepOnlyNeeded();
    settle();
  }

  /** The version to be loaded now; the machine is to be told what comes of it. */
  Optional<NamedVersion> next() {
    if (load != null) {
      return Optional.empty();
    }
    Attempt.Preparing attempt = attempt();
    Optional<NamedVersion> next = attempt == null ? held.missing(previous) : attempt.missing(held);
    if (next.isPresent()) {
      if (attempt != null && held.size() >= OPEN) {
        keepOnly(sha256 -> isServing(sha256) || attempt.requires(sha256));
      }
      load = Load.begin(next.get());
      tell();
    }
    return next;
  }

  /** Whether the version that is being loaded is wanted no more. */
  boolean isLoadingInVain() {
    if (load == null) {
      return false;
    }
    Attempt.Preparing attempt = attempt();
    return attempt == null ? !isPrevious(load.version()) : !attempt.requires(load.version());
  }

  /** The load goes on to this. */
  void step(VersionState reached) {
    if (load != null && !isLoadingInVain()) {
      load = load.at(reached);
      tell();
    }
  }

  /** The load has succeeded; the machine owns the model. */
  void loaded(LoadedModel model) {
    boolean vain = isLoadingInVain();
    NamedVersion version = endLoad();
    String sha256 = model.version().sha256();
    if (!version.sha256().isEmpty() && !version.sha256().equals(sha256)) {
      world.close(model);
      failed(version, new Refusal(RefusalCode.BUNDLE_HASH, "the bundle's hash is " + sha256));
      return;
    }
    LoadedModel ready = held.add(version, model);
    Attempt.Preparing attempt = attempt();
    if (!vain && attempt != null) {
      attempt.loaded(version, ready);
    } else if (!vain) {
      previous = Serving.resolved(version, ready);
    }
    keepOnlyNeeded();
    settle();
  }

  /** The load has failed. */
  void refused(Refusal why) {
    failed(endLoad(), why);
  }

  /** The load was broken off. */
  void brokenOff() {
    endLoad();
    settle();
  }

  /** Gives up all that is open; nothing may be asked afterwards. */
  void close() {
    held.keep(any -> false);
  }

  /** How it stands; empty before there is anything to serve. */
  Optional<ReleaseStatus> status() {
    Release subject = subject();
    if (subject == null) {
      return Optional.empty();
    }
    Roster roster = new Roster();
    if (serving != null) {
      roster.addServing(serving);
    }
    Attempt.Preparing attempt = attempt();
    if (attempt != null) {
      roster.addPreparing(attempt, held, load);
    }
    if (previous != null) {
      roster.addPrevious(previous, held, load);
    }
    if (latest instanceof Attempt.Refused refused) {
      roster.add(VersionStanding.refused(refused.culprit(), refused.why()));
    }
    passing.forEach(roster::add);
    return Optional.of(
        new ReleaseStatus(
            subject,
            Optional.ofNullable(serving).map(Serving::release),
            roster.standings(),
            Optional.ofNullable(serving).flatMap(Serving::shadowAgreement)));
  }

  /** The latest release that was heard of, or what is served instead. */
  private @Nullable Release subject() {
    if (latest != null) {
      return latest.release();
    }
    if (serving != null) {
      return serving.release();
    }
    return fallback == null ? null : fallback.release();
  }

  /** What is to be brought about now, if anything. */
  private Attempt.@Nullable Preparing attempt() {
    if (latest instanceof Attempt.Preparing preparing) {
      return preparing;
    }
    return fallback;
  }

  /** Goes as far as it can without a load, and says how it stands then. */
  private void settle() {
    if (attempt() == null && !(latest instanceof Attempt.Installed)) {
      fallback = fallbacks.next(serving);
    }
    Attempt.Preparing attempt = attempt();
    if (attempt != null && attempt.missing(held).isEmpty()) {
      Serving next = Serving.of(attempt, held);
      try {
        next.requireFittingShadow();
        install(attempt, next);
      } catch (BundleRefusedException e) {
        refuse(attempt, next.shadow().version(), Refusal.of(e));
        settle();
        return;
      }
    }
    tell();
  }

  private void install(Attempt.Preparing attempt, Serving next) {
    Serving old = serving;
    world.install(next.routes());
    serving = next;
    fallback = null;
    if (attempt == latest) {
      latest = attempt.installed();
    }
    next.parts().forEach(part -> held.rename(part.version()));
    previous = previousOf(next, old);
    keepOnlyNeeded();
  }

  /** What the release says, else what served before, unless it serves still. */
  private @Nullable NamedVersion previousOf(Serving next, @Nullable Serving old) {
    NamedVersion before = old == null ? null : old.primary().version().as(Role.PREVIOUS);
    NamedVersion version = next.release().previous().orElse(before);
    return version == null || next.holds(version.sha256()) ? null : version;
  }

  private void failed(NamedVersion version, Refusal why) {
    Attempt.Preparing attempt = attempt();
    if (attempt != null && attempt.requires(version)) {
      refuse(attempt, version, why);
    } else if (attempt == null && isPrevious(version)) {
      previous = null;
      passing.add(VersionStanding.refused(version, why));
    }
    settle();
  }

  private void refuse(Attempt.Preparing attempt, NamedVersion culprit, Refusal why) {
    if (attempt == latest) {
      latest = attempt.refused(culprit, why);
    } else {
      fallback = null;
      passing.add(VersionStanding.refused(culprit, why));
    }
    keepOnlyNeeded();
  }

  private NamedVersion endLoad() {
    if (load == null) {
      throw new IllegalStateException("nothing is being loaded");
    }
    NamedVersion version = load.version();
    load = null;
    return version;
  }

  private boolean isPrevious(NamedVersion version) {
    return previous != null && previous.isSameBundle(version);
  }

  private boolean isServing(String sha256) {
    return serving != null && serving.holds(sha256);
  }

  private void keepOnlyNeeded() {
    Attempt.Preparing attempt = attempt();
    keepOnly(
        sha256 ->
            isServing(sha256)
                || (previous != null && previous.sha256().equals(sha256))
                || (attempt != null && attempt.needs(sha256)));
  }

  private void keepOnly(Predicate<String> isNeeded) {
    for (Held.Holding gone : held.keep(isNeeded)) {
      passing.add(VersionStanding.retired(gone.version(), gone.model().where()));
    }
  }

  private void tell() {
    status().ifPresent(world::tell);
    passing.clear();
  }
}
