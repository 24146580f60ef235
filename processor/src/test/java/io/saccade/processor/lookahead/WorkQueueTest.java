package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.Place;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.PaperModel;
import io.saccade.processor.serving.Route;
import io.saccade.processor.serving.Routes;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Drives the queue by hand: the test is every worker. */
@Timeout(60)
final class WorkQueueTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final LoadedModel model;
  private final ModelSlot slot;
  private int made;

  WorkQueueTest() throws Exception {
    model = new PaperModel(LanePlan.cpu(4, 2)).loaded(ColorModel.bundle("1"));
    slot = new ModelSlot(Routes.only(model));
  }

  private Request request() {
    Route lease = Objects.requireNonNull(slot.lease(null, 0, made));
    return new Request(new Coordinates("images", 0, made++), null, lease, null, 0);
  }

  private static Request decode(WorkQueue queue, Duty duty) throws InterruptedException {
    return ((Task.Decode) Objects.requireNonNull(queue.next(duty))).request();
  }

  private static Request decode(WorkQueue queue) throws InterruptedException {
    return decode(queue, Duty.DECODE);
  }

  private static Place<BatchTensors, Request> claim(WorkQueue queue, Request request)
      throws InterruptedException {
    return ((Task.Write) Objects.requireNonNull(queue.claim(Duty.BOTH, request))).place();
  }

  private static Batch<BatchTensors, Request> run(WorkQueue queue) throws InterruptedException {
    return ((Task.Run) Objects.requireNonNull(queue.next(Duty.RUN))).batch();
  }

  /** Whether the version is open for nobody's sake any more. */
  private boolean isFree() {
    slot.close();
    model.close();
    return model.isClosed();
  }

  @Test
  void hasNothingToSpareOnTheOnlyLaneWhileAnythingIsOnItsWay() throws Exception {
    WorkQueue queue = new WorkQueue(LanePlan.cpu(1, 2));
    assertThat(queue.isSpare()).isTrue();
    queue.add(request());
    assertThat(queue.isSpare()).as("one waits").isFalse();
    Request request = decode(queue);
    assertThat(queue.isSpare()).as("one is decoded").isFalse();
    Place<BatchTensors, Request> place = claim(queue, request);
    assertThat(queue.isSpare()).as("one is written").isFalse();
    queue.fill(place);
    assertThat(queue.isSpare()).as("a batch is open").isFalse();
    Batch<BatchTensors, Request> batch = run(queue);
    assertThat(queue.isSpare()).as("nothing is left to do").isTrue();
    queue.recycle(batch);
    assertThat(queue.isSpare()).isTrue();
    queue.postpone(request(), SOON.toNanos());
    assertThat(queue.isSpare()).as("one waits for the registry").isTrue();
    queue.close();
    assertThat(queue.isSpare()).isFalse();
  }

  @Test
  void neverSparesTheLastIdleLane() throws Exception {
    WorkQueue queue = new WorkQueue(LanePlan.cpu(2, 2));
    assertThat(queue.isSpare()).as("the other lane is busy").isFalse();
    Request[] taken = new Request[1];
    Thread other = new Thread(() -> taken[0] = decodeOnALane(queue));
    other.start();
    while (!queue.isSpare()) {
      Thread.onSpinWait(); // Until the other lane is idle; the test's time-out ends it.
    }
    queue.add(request());
    other.join();
    assertThat(taken[0]).isNotNull();
    assertThat(queue.isSpare()).as("the other lane is busy again").isFalse();
    queue.leave(taken[0]);
    assertThat(queue.isSpare()).as("it has not come back").isFalse();
    assertThat(isFree()).isTrue();
  }

  private static Request decodeOnALane(WorkQueue queue) {
    try {
      return decode(queue, Duty.BOTH);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void releasesEachLeaseOnceWhateverBecomesOfTheRequest() throws Exception {
    WorkQueue queue = new WorkQueue(LanePlan.cpu(2, 2));
    for (int i = 0; i < 4; i++) {
      queue.add(request());
    }
    queue.leave(decode(queue));
    Request givenUp = decode(queue);
    Place<BatchTensors, Request> place = claim(queue, givenUp);
    queue.giveUp(place, givenUp);
    queue.leave(givenUp);
    Request later = decode(queue);
    queue.postpone(later, 0);
    queue.leave(later);
    for (int i = 0; i < 2; i++) {
      Request request = decode(queue);
      queue.fill(claim(queue, request));
      queue.leave(request);
    }
    Batch<BatchTensors, Request> first = run(queue);
    Batch<BatchTensors, Request> second = run(queue);
    queue.recycle(first);
    assertThat(isFree()).isFalse();
    queue.recycle(second);
    assertThat(model.awaitClosed(SOON)).isTrue();
  }

  @Test
  void hasALeaseForEachTimeThatARequestIsTried() throws Exception {
    WorkQueue queue = new WorkQueue(LanePlan.cpu(2, 2));
    Request request = request();
    queue.add(request);
    queue.fill(claim(queue, decode(queue)));
    Batch<BatchTensors, Request> stuck = run(queue);
    assertThat(request.renew()).isTrue(); // As the watchdog does.
    request.runAlone();
    queue.add(request);
    queue.fill(claim(queue, decode(queue)));
    queue.recycle(run(queue));
    assertThat(isFree()).isFalse();
    queue.recycle(stuck);
    assertThat(model.awaitClosed(SOON)).isTrue();
    assertThat(request.renew()).isFalse();
  }

  @Test
  void releasesTheLeaseOfARequestWhoseWorkerIsInterrupted() throws Exception {
    WorkQueue queue = new WorkQueue(LanePlan.cpu(2, 2));
    queue.add(request());
    Request request = decode(queue);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> queue.claim(Duty.BOTH, request));
    queue.leave(request); // As every worker does in the end.
    assertThat(isFree()).isTrue();
  }

  @Test
  void givesNoPlaceToARequestThatWasTakenFromItsWorker() throws Exception {
    WorkQueue queue = new WorkQueue(LanePlan.cpu(1, 2));
    queue.add(request());
    Request stuck = decode(queue);
    queue.leave(stuck); // As the watchdog does.
    assertThat(isFree()).as("a decoder that is stuck for ever holds no version").isTrue();
    assertThat(queue.claim(Duty.BOTH, stuck)).isNull();
    queue.leave(stuck);
  }

  @Test
  void givesUpWhatIsNotBegunWhenItCloses() throws Exception {
    WorkQueue queue = new WorkQueue(LanePlan.cpu(4, 2));
    for (int i = 0; i < 6; i++) {
      queue.add(request());
    }
    Request decoding = decode(queue);
    Request postponed = decode(queue);
    queue.postpone(postponed, SOON.toNanos());
    Request filled = decode(queue);
    Place<BatchTensors, Request> place = claim(queue, filled);
    Request writing = decode(queue);
    Place<BatchTensors, Request> unwritten = claim(queue, writing);
    queue.fill(place);
    queue.close();
    queue.add(request());
    assertThat(queue.next(Duty.BOTH)).isNull();
    assertThat(queue.claim(Duty.BOTH, decoding)).isNull();
    queue.leave(decoding);
    assertThat(isFree()).as("one is being written").isFalse();
    queue.fill(unwritten);
    assertThat(model.awaitClosed(SOON)).isTrue();
  }
}
