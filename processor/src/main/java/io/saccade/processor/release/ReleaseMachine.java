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
 * primary makes room where a load would make more than {@link #OPEN}, or finds no memory. Only a
 * release of several new versions on top of several that serve opens more, until it is installed.
 *
 * <p>For one thread at a time.
 */
final class ReleaseMachine {

  /** Primary, canary, shadow, previous. */
  static final int OPEN = 4;

  private final World world;
  private final Held held;
  private final Agenda agenda = new Agenda();
  private final List<VersionStanding> passing = new ArrayList<>();
  private @Nullable Serving serving;
  private @Nullable NamedVersion previous;
  private @Nullable Load load;

  ReleaseMachine(World world) {
    this.world = world;
    this.held = new Held(world::close);
  }

  /** What to serve, in turn, while nothing serves and the latest release is refused or missing. */
  void fallBackOn(List<Release> releases) {
    agenda.fallBackOn(releases);
    settle();
  }

  /** A release has come, and a later one with it. */
  void overtaken(Release release) {
    agenda.overtaken(release);
  }

  /** A release has come. */
  void wanted(Release release) {
    if (!agenda.isNews(release)) {
      return;
    }
    if (agenda.wanted(release) && previous != null && !release.names(previous.sha256())) {
      previous = null;
    }
    keepOnlyNeeded();
    settle();
  }

  /** The version to be loaded now; the machine is to be told what comes of it. */
  Optional<NamedVersion> next() {
    if (load != null) {
      return Optional.empty();
    }
    Attempt.Preparing attempt = agenda.attempt();
    Optional<NamedVersion> next = attempt == null ? held.missing(previous) : attempt.missing(held);
    if (next.isPresent()) {
      if (held.size() >= OPEN) {
        makesRoom();
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
    Attempt.Preparing attempt = agenda.attempt();
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
    Attempt.Preparing attempt = agenda.attempt();
    if (!vain && attempt != null) {
      attempt.loaded(version, ready);
    } else if (!vain) {
      previous = Serving.resolved(version, ready);
    }
    keepOnlyNeeded();
    settle();
  }

  /** The load waits for something, in words, or goes on where they are empty. */
  void waits(String what) {
    if (load != null) {
      load = load.waitingFor(what);
      tell();
    }
  }

  /** How many versions are held open. */
  int open() {
    return held.size();
  }

  /** The load has failed. For want of memory it is tried again, where something makes room. */
  void refused(Refusal why) {
    if (why.code() == RefusalCode.MODEL_MEMORY && makesRoom()) {
      brokenOff();
    } else {
      failed(endLoad(), why);
    }
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
    Release subject = agenda.subject(serving);
    if (subject == null) {
      return Optional.empty();
    }
    Roster roster = new Roster();
    if (serving != null) {
      roster.addServing(serving);
    }
    Attempt.Preparing attempt = agenda.attempt();
    if (attempt != null) {
      roster.addPreparing(attempt, held, load);
    }
    if (previous != null) {
      roster.addPrevious(previous, held, load);
    }
    agenda.refusal().ifPresent(roster::add);
    passing.forEach(roster::add);
    return Optional.of(
        new ReleaseStatus(
            subject,
            Optional.ofNullable(serving).map(Serving::release),
            roster.standings(),
            Optional.ofNullable(serving).flatMap(Serving::shadowAgreement)));
  }

  /** Goes as far as it can without a load, and says how it stands then. */
  private void settle() {
    agenda.fallBack(serving);
    Attempt.Preparing attempt = agenda.attempt();
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
    agenda.installed(attempt);
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
    Attempt.Preparing attempt = agenda.attempt();
    if (attempt != null && attempt.requires(version)) {
      refuse(attempt, version, why);
    } else if (attempt == null && isPrevious(version)) {
      previous = null;
      passing.add(VersionStanding.refused(version, why));
    }
    settle();
  }

  private void refuse(Attempt.Preparing attempt, NamedVersion culprit, Refusal why) {
    if (!agenda.refused(attempt, culprit, why)) {
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

  /** Closes what only a rollback would need; says whether there was anything. */
  private boolean makesRoom() {
    Attempt.Preparing attempt = agenda.attempt();
    return attempt != null && keepOnly(sha256 -> isServing(sha256) || attempt.requires(sha256));
  }

  private void keepOnlyNeeded() {
    Attempt.Preparing attempt = agenda.attempt();
    keepOnly(
        sha256 ->
            isServing(sha256)
                || (previous != null && previous.sha256().equals(sha256))
                || (attempt != null && attempt.needs(sha256)));
  }

  private boolean keepOnly(Predicate<String> isNeeded) {
    List<Held.Holding> gone = held.keep(isNeeded);
    gone.forEach(it -> passing.add(VersionStanding.retired(it.version(), it.model().where())));
    return !gone.isEmpty();
  }

  private void tell() {
    status().ifPresent(world::tell);
    passing.clear();
  }
}
