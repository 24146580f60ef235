package io.saccade.processor.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.PaperModel;
import io.saccade.processor.serving.Routes;
import io.saccade.schemas.avro.VersionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that loads, with loads that wait until the test lets them go on. */
@Timeout(60)
final class ReleaseControllerTest {

  private final Stage names = new Stage();
  private final Map<String, PaperModel> papers = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> brokenOff = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> installed = new LinkedBlockingQueue<>();
  private final BlockingQueue<ReleaseStatus> told = new LinkedBlockingQueue<>();
  private volatile boolean leases;
  private final List<LoadedModel> leased = new CopyOnWriteArrayList<>();
  private ReleaseController controller =
      new ReleaseController(this::load, this::install, told::add);

  @AfterEach
  void close() {
    controller.close();
  }

  private LoadedModel load(NamedVersion version, Consumer<VersionState> steps)
      throws BundleRefusedException, InterruptedException {
    begun.add(version.version());
    try {
      held.getOrDefault(version.version(), new CountDownLatch(0)).await();
    } catch (InterruptedException e) {
      brokenOff.add(version.version());
      throw e;
    }
    if (version.version().startsWith("bad")) {
      throw new BundleRefusedException(RefusalCode.MODEL_GOLDEN, "differs");
    }
    if (version.version().startsWith("large") && !leased.stream().allMatch(LoadedModel::isClosed)) {
      throw new BundleRefusedException(RefusalCode.MODEL_MEMORY, "no room");
    }
    if (version.version().startsWith("bug")) {
      throw new IllegalStateException("nobody foresaw it");
    }
    steps.accept(VersionState.VERIFYING);
    PaperModel paper = new PaperModel(LanePlan.single());
    papers.put(version.version(), paper);
    try {
      return paper.loaded(names.bundle(version.version()));
    } catch (ModelFailedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void install(Routes routes) {
    if (leases) {
      // A record that never leaves the engine, until the test lets it.
      assertThat(routes.primary().retain()).isTrue();
      leased.add(routes.primary());
    }
    installed.add(routes.release().offset() + ":" + routes.primary().version().version());
  }

  /** Lets loads of a version wait. */
  private CountDownLatch hold(String version) {
    CountDownLatch latch = new CountDownLatch(1);
    held.put(version, latch);
    return latch;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(30, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private ReleaseStatus await(VersionState state) throws InterruptedException {
    while (true) {
      ReleaseStatus status = next(told);
      if (status.versions().stream().anyMatch(standing -> standing.state() == state)) {
        return status;
      }
    }
  }

  private void serve(long offset, String version) throws InterruptedException {
    controller.wanted(Stage.release(offset, names.primary(version)));
    assertThat(next(installed)).isEqualTo(offset + ":" + version);
  }

  @Test
  void loadsOnAThreadOfItsOwnAndInstalls() throws Exception {
    controller.start(List.of());
    serve(0, "1");
    // What it says of itself follows what it does.
    assertThat(await(VersionState.SERVING).isSettled()).isTrue();
    assertThat(controller.status().orElseThrow().isSettled()).isTrue();
  }

  @Test
  void goesOnAfterARefusalAndAfterWhatNobodyForesaw() throws Exception {
    controller.start(List.of());
    serve(0, "1");
    controller.wanted(Stage.release(1, names.primary("bad")));
    await(VersionState.REFUSED);
    controller.wanted(Stage.release(2, names.primary("bug")));
    ReleaseStatus status = await(VersionState.REFUSED);
    assertThat(status.release().id().offset()).isBetween(1L, 2L);
    serve(3, "2");
  }

  @Test
  void installsARollbackAtOnceWhileAnotherLoadWaits() throws Exception {
    controller.start(List.of());
    serve(0, "1");
    serve(1, "2");
    CountDownLatch never = hold("3");
    controller.wanted(Stage.holding(Stage.release(2, names.primary("3")), names.previous("1")));
    assertThat(next(begun)).isEqualTo("1");
    assertThat(next(begun)).isEqualTo("2");
    assertThat(next(begun)).isEqualTo("3");
    controller.wanted(Stage.release(3, names.primary("1")));
    assertThat(installed.poll()).as("on return").isEqualTo("3:1");
    assertThat(next(brokenOff)).as("and the load is in vain").isEqualTo("3");
    assertThat(never.getCount()).isOne();
    serve(4, "2");
  }

  /** What loads wait for, until the test sees it. */
  private String awaitWaiting() throws InterruptedException {
    while (true) {
      Optional<String> waits =
          next(told).versions().stream()
              .map(VersionStanding::waits)
              .filter(text -> !text.isEmpty())
              .findFirst();
      if (waits.isPresent()) {
        return waits.get();
      }
    }
  }

  /** Four versions are open by then: one serves, three are given up and have leases. */
  private void leaveFourOpen() throws InterruptedException {
    leases = true;
    controller.start(List.of());
    for (int offset = 0; offset < 4; offset++) {
      serve(offset, "" + (offset + 1));
      assertThat(next(begun)).isEqualTo("" + (offset + 1));
    }
    controller.wanted(Stage.release(4, names.primary("5")));
  }

  @Test
  void opensNoFifthVersionBeforeOneThatWasGivenUpIsClosed() throws Exception {
    leaveFourOpen();
    assertThat(awaitWaiting()).contains("version 1, 2, 3");
    assertThat(begun).as("begun meanwhile").isEmpty();
    leased.get(1).release();
    assertThat(next(begun)).isEqualTo("5");
    assertThat(next(installed)).isEqualTo("4:5");
    assertThat(leased.get(1).isClosed()).isTrue();
    leases = false;
    leased.forEach(model -> releaseUnless(model.isClosed(), model));
  }

  private static void releaseUnless(boolean closed, LoadedModel model) {
    if (!closed) {
      model.release();
    }
  }

  @Test
  void waitsForWhatIsBeingClosedWhereThereIsNoMemoryBesideIt() throws Exception {
    leases = true;
    controller.start(List.of());
    serve(0, "1");
    leases = false;
    serve(1, "2");
    controller.wanted(Stage.release(2, names.primary("large")));
    assertThat(awaitWaiting()).endsWith("version 1");
    leased.get(0).release();
    assertThat(next(installed)).isEqualTo("2:large");
    assertThat(begun).containsExactly("1", "2", "large", "large");
  }

  @Test
  void goesOnWithARollbackWhileALoadWaitsForRoom() throws Exception {
    leaveFourOpen();
    assertThat(awaitWaiting()).contains("version 1, 2, 3");
    controller.wanted(Stage.release(5, names.primary("4")));
    assertThat(installed.poll()).as("on return").isEqualTo("5:4");
    assertThat(begun).as("the load is in vain").isEmpty();
  }

  @Test
  void loadsAllTheSameWhereWhatWasGivenUpNeverCloses() throws Exception {
    controller.close();
    controller = new ReleaseController(this::load, this::install, told::add, Duration.ofMillis(50));
    leaveFourOpen();
    assertThat(next(begun)).isEqualTo("5");
    assertThat(next(installed)).isEqualTo("4:5");
  }

  @Test
  void endsALoadThatWaits() throws Exception {
    CountDownLatch never = hold("1");
    controller.start(List.of());
    controller.wanted(Stage.release(0, names.primary("1")));
    assertThat(next(begun)).isEqualTo("1");
    controller.close();
    assertThat(next(brokenOff)).isEqualTo("1");
    assertThat(never.getCount()).isOne();
  }

  @Test
  void closesAllThatItHolds() throws Exception {
    controller.start(List.of());
    serve(0, "1");
    serve(1, "2");
    controller.close();
    assertThat(papers).containsOnlyKeys("1", "2");
    assertThat(papers.values()).allMatch(paper -> paper.closed.isDone());
  }
}
