package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.bundles.BundleStore;
import io.saccade.processor.lookahead.FirstOffsetListener;
import io.saccade.processor.release.LastAccepted;
import io.saccade.processor.release.NamedVersion;
import io.saccade.processor.release.Release;
import io.saccade.processor.release.ReleaseClients;
import io.saccade.processor.release.ReleaseController;
import io.saccade.processor.release.ReleaseFollower;
import io.saccade.processor.release.ReleaseStatus;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.release.StatusListener;
import io.saccade.processor.release.StatusReporter;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.processor.settings.BundleSettings;
import io.saccade.processor.settings.ProcessorSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the first version to serve: the latest release of the model; where that is refused, the
 * last that was accepted anywhere; where there is none, {@code model.bundle}; and where that is not
 * set either, the next release that is accepted, which is waited for.
 */
final class ReleaseStart {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseStart.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EngineLoader.Order order;
  private final ProcessorSettings settings;
  private final Opened opened;
  private final String instance;
  private final StatusListener told;

  /** What has started: a version serves. */
  record Following(
      ModelSlot slot,
      EngineLoader loader,
      ReleaseController controller,
      FirstOffsetListener firsts) {}

  /**
   * What is served.
   *
   * @param model its name
   * @param bundle what it was started with, where that had to be read for the name
   * @param first the same as a release, where it was started with anything
   */
  private record Subject(String model, Optional<Bundle> bundle, Optional<Release> first) {}

  /**
   * A start.
   *
   * @param opened is given all that has to be closed, in order
   * @param told is told what is done about releases, as others are
   */
  ReleaseStart(EngineLoader.Order order, Opened opened, String instance, StatusListener told) {
    this.told = told;
    this.order = order;
    this.settings = order.settings();
    this.opened = opened;
    this.instance = instance;
  }

  /**
   * Returns when a version serves.
   *
   * @param serdes for the topics of releases, where they are followed
   * @throws BundleRefusedException if there is nothing to start with: {@code model.bundle} was
   *     refused
   * @throws StartException if the topics cannot be read
   */
  Following run(MemoryCheck check, Optional<RegistryStart.ReleaseSerdes> serdes)
      throws BundleRefusedException, StartException, InterruptedException {
    BundleSettings bundles = settings.bundles();
    BundleStore store = new BundleStore(bundles.rules(), bundles.cache(), bundles.cacheBytes());
    Subject subject = subject(store);
    VersionRoom room = new VersionRoom(settings.batchBytes());
    EngineLoader loader = new EngineLoader(order, store, subject.model(), subject.bundle(), room);
    SlotSeat seat =
        opened.add(
            new SlotSeat(
                open -> {
                  loader.serving();
                  check.require(open);
                }));
    ReleaseLog log = new ReleaseLog();
    ReleaseClients clients =
        new ReleaseClients(StreamsProperties.admin(settings.streams()), instance);
    Optional<StatusReporter> reporter = serdes.map(with -> reporter(clients, with));
    StatusListener listener =
        status -> {
          log.changed(status);
          told.changed(status);
          reporter.ifPresent(to -> to.changed(status));
          refusal(status, subject).ifPresent(seat::refuse);
        };
    ReleaseController controller =
        opened.add(new ReleaseController(loader, seat::install, listener));
    List<Release> fallbacks =
        serdes.isPresent()
            ? follow(clients, serdes.get(), subject, controller)
            : subject.first().stream().toList();
    controller.start(fallbacks);
    ModelSlot slot = seat.await(PATIENCE, () -> sayThatItWaits(subject));
    FirstOffsetListener firsts =
        reporter.isPresent() ? reporter.get() : (release, at, tenure) -> {};
    return new Following(slot, loader, controller, firsts);
  }

  private Subject subject(BundleStore store) throws BundleRefusedException, InterruptedException {
    Optional<String> name = settings.releases().model();
    // Absolute: it is written to the status, which others read.
    Optional<String> uri =
        settings.bundle().map(path -> path.toAbsolutePath().normalize().toString());
    if (name.isPresent()) {
      return new Subject(
          name.get(), Optional.empty(), uri.map(at -> Release.startedWith(name.get(), "", at, "")));
    }
    String at = uri.orElseThrow(() -> new IllegalStateException("settings name no model"));
    Bundle bundle = store.fetch(at, Optional.empty());
    String model = bundle.manifest().name();
    return new Subject(
        model,
        Optional.of(bundle),
        Optional.of(Release.startedWith(model, bundle.manifest().version(), at, bundle.sha256())));
  }

  private StatusReporter reporter(ReleaseClients clients, RegistryStart.ReleaseSerdes serdes) {
    return opened.add(
        new StatusReporter(
            clients,
            settings.releases().topics().status(),
            serdes.status(),
            instance,
            settings.streams().applicationId()));
  }

  /** Hands the controller the latest release, and those to come; what to fall back on. */
  private List<Release> follow(
      ReleaseClients clients,
      RegistryStart.ReleaseSerdes serdes,
      Subject subject,
      ReleaseController controller)
      throws StartException, InterruptedException {
    ReleaseTopics topics = settings.releases().topics();
    try {
      opened.add(
          ReleaseFollower.start(
              clients, topics.releases(), subject.model(), serdes.releases(), controller::wanted));
      List<Release> fallbacks = new ArrayList<>();
      Optional<ReleaseId> latest = controller.status().map(status -> status.release().id());
      if (latest.isPresent() || subject.first().isEmpty()) {
        new LastAccepted(clients, topics.status(), subject.model(), serdes.statuses())
            .find(served -> isFallback(served, latest, subject))
            .ifPresent(fallbacks::add);
      }
      subject.first().ifPresent(fallbacks::add);
      return fallbacks;
    } catch (KafkaException e) {
      throw new StartException(
          "the topics of releases, %s and %s, cannot be read: %s; check kafka.security.*, or set"
                  .formatted(topics.releases(), topics.status(), e.getMessage())
              + " releases=off, and only model.bundle is served",
          e);
    }
  }

  /** What others were started with counts only where this one was started with nothing. */
  private static boolean isFallback(Release served, Optional<ReleaseId> latest, Subject subject) {
    return !latest.equals(Optional.of(served.id()))
        && (!served.id().equals(ReleaseId.NONE) || subject.first().isEmpty());
  }

  /** Why there is nothing to start with: the bundle is the last to fall back on. */
  private static Optional<BundleRefusedException> refusal(ReleaseStatus status, Subject subject) {
    if (status.serving().isPresent() || subject.first().isEmpty()) {
      return Optional.empty();
    }
    NamedVersion first = subject.first().get().required().get(0);
    return status.versions().stream()
        .filter(standing -> standing.version().equals(first))
        .flatMap(standing -> standing.refusal().stream())
        .findFirst()
        .map(refusal -> new BundleRefusedException(refusal.code(), refusal.message()));
  }

  private void sayThatItWaits(Subject subject) {
    LOG.warn(
        "nothing serves yet; waiting for a release that is accepted model={} topic={}",
        subject.model(),
        settings.releases().topics().releases());
    order.told().accept("waiting for a release of " + subject.model());
  }
}
