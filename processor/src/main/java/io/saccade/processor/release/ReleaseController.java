package io.saccade.processor.release;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.processor.release.VersionStanding.Refusal;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Routes;
import io.saccade.schemas.avro.VersionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings about what releases ask for: loads the versions they name, one at a time on a thread of
 * its own, and installs a release when all of them are ready. A release whose versions are all open
 * is installed by whoever brings it, while another load goes on. Thread-safe.
 */
public final class ReleaseController implements AutoCloseable {

  /** Linux keeps fifteen letters of a thread's name. */
  static final String THREAD = "saccade-loader";

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseController.class);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(8);

  /** Longer than records have leases, unless one of them is stuck in the model. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final VersionLoader loader;
  private final StatusListener listener;
  private final ReleaseMachine machine;
  private final Closings closings = new Closings();
  private final Duration patience;
  private final Thread thread;
  private volatile @Nullable ReleaseStatus status;
  private boolean brokenOff;
  private boolean closed;

  /**
   * A controller, whose thread is not started yet.
   *
   * @param install puts a release in the place of the one that serves, at once; called under a lock
   */
  public ReleaseController(
      VersionLoader loader, Consumer<Routes> install, StatusListener listener) {
    this(loader, install, listener, PATIENCE);
  }

  /** As above, with another patience for versions that are being closed. */
  ReleaseController(
      VersionLoader loader, Consumer<Routes> install, StatusListener listener, Duration patience) {
    this.patience = patience;
    this.loader = loader;
    this.listener = listener;
    this.machine = new ReleaseMachine(new Moves(install));
    this.thread = new Thread(this::run, THREAD);
    this.thread.setDaemon(true);
  }

  /**
   * Starts to load. What to fall back on is given when the latest release is known, so that nothing
   * is loaded in vain.
   *
   * @param fallbacks what to serve, in turn, while nothing serves and the latest release is refused
   *     or missing
   */
  public synchronized void start(List<Release> fallbacks) {
    machine.fallBackOn(fallbacks);
    thread.start();
  }

  /** As {@link #wanted(List)}, of one release. */
  public void wanted(Release release) {
    wanted(List.of(release));
  }

  /**
   * Releases have come, of which the last counts, and one before it only where that is refused.
   * Does not wait; where all that the last one names is open, it serves on return.
   *
   * @param releases at least one, in the order of their offsets
   */
  public synchronized void wanted(List<Release> releases) {
    if (closed) {
      return;
    }
    int last = releases.size() - 1;
    releases.subList(0, last).forEach(machine::overtaken);
    machine.wanted(releases.get(last));
    if (machine.isLoadingInVain()) {
      // A download may take long, and the next load waits for it.
      brokenOff = true;
      thread.interrupt();
    }
    notifyAll();
  }

  /** What is done now; empty while there is nothing to serve. */
  public Optional<ReleaseStatus> status() {
    return Optional.ofNullable(status);
  }

  /**
   * Ends the thread, waiting for a load that cannot be broken off, and gives up all that is open.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      thread.interrupt();
    }
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (thread.isAlive()) {
      LOG.warn("a load has not ended within seconds={}", STOP_MILLIS / 1000);
    }
    synchronized (this) {
      machine.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (NamedVersion next = await(); next != null; next = await()) {
      load(next);
    }
  }

  /** The version to be loaded now, or null when it is over. */
  private synchronized @Nullable NamedVersion await() {
    while (!closed) {
      Optional<NamedVersion> next = machine.next();
      if (next.isPresent()) {
        return next.get();
      }
      try {
        wait();
      } catch (InterruptedException e) {
        LOG.debug("woken"); // Only close() interrupts now, and says so.
      }
    }
    return null;
  }

  private void load(NamedVersion version) {
    LoadedModel model = null;
    Refusal refusal = null;
    try {
      model = loadWithRoom(version);
    } catch (BundleRefusedException e) {
      refusal = Refusal.of(e);
    } catch (InterruptedException e) {
      LOG.info("a load was broken off version=\"{}\"", version);
    } catch (OutOfMemoryError e) {
      refusal = new Refusal(RefusalCode.MODEL_MEMORY, "the heap is too small: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("a version failed in a way that nobody foresaw version=\"{}\"", version, e);
      refusal = new Refusal(RefusalCode.MODEL_FORMAT, "the bundle cannot be loaded: " + e);
    }
    ended(model, refusal);
  }

  /**
   * Waits until what was given up is closed, as far as there would be more than {@link
   * ReleaseMachine#OPEN} versions otherwise, or too little memory.
   */
  private LoadedModel loadWithRoom(NamedVersion version)
      throws BundleRefusedException, InterruptedException {
    awaitClosed(Math.max(0, ReleaseMachine.OPEN - open() - 1));
    try {
      return loader.load(version, this::step);
    } catch (BundleRefusedException e) {
      if (e.code() != RefusalCode.MODEL_MEMORY || closings.open().isEmpty()) {
        throw e;
      }
      LOG.info("no memory beside what is being closed version=\"{}\"", version);
    }
    awaitClosed(0);
    return loader.load(version, this::step);
  }

  private synchronized int open() {
    return machine.open();
  }

  /** Waits until at most so many of those that were given up are open. */
  private void awaitClosed(int most) throws InterruptedException {
    List<LoadedModel> closing = closings.open();
    synchronized (this) {
      if (closing.size() <= most) {
        return;
      }
      machine.waits(
          "waits until what records still have leases on is closed: version "
              + Closings.named(closing));
    }
    if (!closings.await(most, patience)) {
      LOG.warn(
          "versions that were given up are still open; loading all the same versions=\"{}\""
              + " seconds={}",
          Closings.named(closings.open()),
          patience.toSeconds());
    }
    synchronized (this) {
      machine.waits("");
    }
  }

  private synchronized void step(VersionState reached) {
    machine.step(reached);
  }

  private synchronized void ended(@Nullable LoadedModel model, @Nullable Refusal refusal) {
    // Whatever interrupted the load: nobody does once it has ended.
    boolean interrupted = Thread.interrupted();
    boolean inVain = brokenOff || interrupted;
    brokenOff = false;
    if (closed) {
      if (model != null) {
        model.close();
      }
    } else if (model != null) {
      machine.loaded(model);
    } else if (refusal == null || inVain) {
      machine.brokenOff();
    } else {
      machine.refused(refusal);
    }
  }

  private final class Moves implements World {

    private final Consumer<Routes> install;

    Moves(Consumer<Routes> install) {
      this.install = install;
    }

    @Override
    public void install(Routes routes) {
      install.accept(routes);
    }

    @Override
    public void close(LoadedModel model) {
      // Nobody is served any more who could be kept waiting.
      if (closed) {
        model.close();
      } else {
        closings.add(model);
        model.release();
      }
    }

    @Override
    public void tell(ReleaseStatus now) {
      status = now;
      listener.changed(now);
    }
  }
}
