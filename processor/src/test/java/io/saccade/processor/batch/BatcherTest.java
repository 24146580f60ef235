package io.saccade.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Drives the scheduler by hand: time is a number, lanes and decoders are calls. */
final class BatcherTest {

  private static final int MANY = 1_000;

  private final Batcher<String, Integer> batcher = new Batcher<>(2);

  /** Claims a place while many more images are on their way. */
  private Place<String, Integer> claim(Source source, int item) {
    return claim(source, item, MANY);
  }

  private Place<String, Integer> claim(Source source, int item, int ahead) {
    return Objects.requireNonNull(batcher.claim(source, item, 0, ahead));
  }

  private @Nullable List<Integer> poll(int ahead) {
    Batch<String, Integer> batch = batcher.poll(ahead, 0);
    return batch == null ? null : List.copyOf(batch.items());
  }

  @Test
  void runsABatchThatIsFullOnceEveryRowIsWritten() {
    Source source = new Source(2, "a");
    Place<String, Integer> first = claim(source, 1);
    Place<String, Integer> second = claim(source, 2);
    batcher.fill(second);
    assertThat(poll(MANY)).isNull();
    batcher.fill(first);
    assertThat(poll(MANY)).containsExactly(1, 2);
  }

  @Test
  void keepsABatchOpenWhileABacklogIsOnItsWay() {
    Source source = new Source(3, "a");
    batcher.fill(claim(source, 1));
    assertThat(poll(MANY)).isNull();
    batcher.fill(claim(source, 2));
    assertThat(poll(MANY)).isNull();
    assertThat(poll(0)).containsExactly(1, 2);
  }

  @Test
  void spreadsAFewImagesOverTheLanes() {
    Source source = new Source(8, "a", "b");
    batcher.fill(claim(source, 1, 1));
    assertThat(poll(1)).containsExactly(1);
    batcher.fill(claim(source, 2, 0));
    assertThat(poll(0)).containsExactly(2);
  }

  @Test
  void opensAnotherBatchForWhatGoesBeyondTheShare() {
    Source source = new Source(8, "a", "b");
    Place<String, Integer> first = claim(source, 1, 1);
    Place<String, Integer> second = claim(source, 2, 0);
    assertThat(second.batch()).isNotSameAs(first.batch());
    batcher.fill(second);
    assertThat(poll(0)).containsExactly(2);
    batcher.fill(first);
    assertThat(poll(0)).containsExactly(1);
  }

  @Test
  void goesBeyondTheShareWhereThereIsNoOtherBatch() {
    Source source = new Source(8, "a");
    batcher.fill(claim(source, 1, 0));
    batcher.fill(claim(source, 2, 0));
    assertThat(poll(0)).containsExactly(1, 2);
  }

  @Test
  void waitsForTheLastRowBeforeItRunsAnOpenBatch() {
    Source source = new Source(3, "a");
    Place<String, Integer> place = claim(source, 1, 0);
    assertThat(poll(0)).isNull();
    batcher.fill(place);
    assertThat(poll(0)).containsExactly(1);
  }

  @Test
  void givesALaneThatOnlyRunsWhatThereIs() {
    Source source = new Source(8, "a");
    Place<String, Integer> first = claim(source, 1);
    Place<String, Integer> second = claim(source, 2);
    batcher.fill(first);
    assertThat(batcher.pollEagerly(MANY, 0)).isNull();
    batcher.fill(second);
    Batch<String, Integer> batch = Objects.requireNonNull(batcher.pollEagerly(MANY, 0));
    assertThat(batch.items()).containsExactly(1, 2);
  }

  @Test
  void runsTheOthersWhenOneGivesUpItsPlace() {
    Source source = new Source(2, "a");
    batcher.fill(claim(source, 1));
    batcher.giveUp(claim(source, 2));
    Batch<String, Integer> batch = Objects.requireNonNull(batcher.poll(MANY, 0));
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.items()).containsExactly(1, null);
  }

  @Test
  void handsOutNoPlaceWhileEveryBatchIsInUse() {
    Source source = new Source(1, "a");
    batcher.fill(claim(source, 1));
    assertThat(batcher.claim(source, 2, 0, MANY)).isNull();
    batcher.recycle(Objects.requireNonNull(batcher.pollReady()));
    assertThat(claim(source, 2).row()).isZero();
  }

  @Test
  void neverMixesVersionsInABatch() {
    Source old = new Source(2, "old");
    Source next = new Source(2, "next");
    batcher.fill(claim(old, 1));
    batcher.fill(claim(next, 2));
    batcher.fill(claim(next, 3));
    batcher.fill(claim(old, 4));
    assertThat(poll(MANY)).containsExactly(2, 3);
    assertThat(poll(MANY)).containsExactly(1, 4);
  }

  @Test
  void runsTheOpenBatchOfAVersionThatNothingComesForAnyMore() {
    Source retired = new Source(4, "r");
    Source next = new Source(4, "a", "b", "c", "d");
    batcher.fill(claim(retired, 0));
    for (int item = 1; item < 3 * 4; item++) {
      batcher.fill(claim(next, item));
    }
    List<Integer> first = run();
    List<Integer> second = run();
    assertThat(first).containsExactly(1, 2, 3, 4);
    assertThat(second).containsExactly(5, 6, 7, 8);
    assertThat(run()).as("overtaken often enough").containsExactly(0);
    assertThat(run()).as("not full, and more is on its way").isNull();
    batcher.fill(claim(retired, 20));
    assertThat(poll(0)).as("nothing is on its way").containsExactly(9, 10, 11);
    assertThat(poll(0)).containsExactly(20);
  }

  @Test
  void givesUpWhatNobodyWillRun() {
    Source old = new Source(2, "a", "b");
    Source next = new Source(2, "c");
    batcher.fill(claim(old, 1));
    batcher.fill(claim(old, 2));
    batcher.fill(claim(old, 3));
    Place<String, Integer> unfilled = claim(next, 4);

    assertThat(batcher.drain()).extracting(Batch::tensors).containsExactly("a", "b");
    assertThat(batcher.drain()).isEmpty();
    batcher.fill(unfilled);
    assertThat(batcher.drain()).extracting(Batch::tensors).containsExactly("c");
    assertThat(batcher.hasWork()).isFalse();
  }

  @Test
  void letsNoVersionStarveBehindABusyOne() {
    Source busy = new Source(4, "a", "b", "c", "d");
    Source rare = new Source(4, "r");
    batcher.fill(claim(rare, 0));
    int overtaking = 0;
    for (List<Integer> ran = null; ran == null || !ran.contains(0); ran = run()) {
      batcher.fill(claim(busy, ++overtaking));
    }
    // Every lane once, and its own batch.
    assertThat(overtaking).isLessThanOrEqualTo(3 * 4);
  }

  @Test
  void letsNoVersionStarveWhileBatchesOfAnotherAreAlwaysReady() {
    Source busy = new Source(4, "a", "b", "c", "d");
    Source rare = new Source(4, "r");
    fillOne(busy, 1);
    fillOne(busy, 5);
    batcher.fill(claim(rare, 0));
    int ran = 0;
    for (boolean done = false; !done; ran++) {
      assertThat(ran).as("batches that went before").isLessThan(8);
      fillOne(busy, 100 + 4 * ran);
      Batch<String, Integer> batch = Objects.requireNonNull(batcher.pollEagerly(MANY, 0));
      done = batch.items().contains(0);
      batcher.recycle(batch);
    }
  }

  private void fillOne(Source source, int firstItem) {
    for (int item = firstItem; item < firstItem + 4; item++) {
      batcher.fill(claim(source, item));
    }
  }

  private @Nullable List<Integer> run() {
    Batch<String, Integer> batch = batcher.poll(MANY, 0);
    if (batch == null) {
      return null;
    }
    batcher.recycle(batch);
    return List.copyOf(batch.items());
  }

  @Test
  void waitsForCompanyOnlyAsLongAsTheTargetAllows() {
    Source source = new Source(Buckets.powersOfTwo(2), 100, "a", "b");
    source.ran(1, 10);
    source.ran(2, 12);
    batcher.arrived(1);
    for (int i = 0; i < 500; i++) {
      batcher.arrived(1 + i);
    }
    long polled = 500;
    batcher.fill(Objects.requireNonNull(batcher.claim(source, 1, polled, 0)));
    assertThat(batcher.poll(0, polled)).isNull();
    Long due = batcher.nextDueNanos(polled);
    // Four fifths of the target, less what the larger batch takes.
    assertThat(due).isEqualTo(polled + 80 - 12);
    assertThat(batcher.poll(0, Objects.requireNonNull(due))).isNotNull();
  }

  @Test
  void runsEveryImageExactlyOnceWhateverTheInterleaving() {
    for (int seed = 0; seed < 200; seed++) {
      assertThat(interleave(new Random(seed))).as("seed %d", seed).hasSize(100);
    }
  }

  /** Drives the batcher at random until 100 images have run, and gives them in that order. */
  private List<Integer> interleave(Random random) {
    List<Source> sources = List.of(new Source(3, "a", "b"), new Source(5, "c", "d", "e"));
    List<Place<String, Integer>> writing = new ArrayList<>();
    List<Integer> ran = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    int claimed = 0;
    while (ran.size() < 100) {
      int step = random.nextInt(4);
      if (step == 0 && claimed < 100) {
        Source source = sources.get(random.nextInt(2));
        Place<String, Integer> place = batcher.claim(source, claimed, 0, random.nextInt(10));
        if (place != null) {
          writing.add(place);
          claimed++;
        }
      } else if (step == 1 && !writing.isEmpty()) {
        batcher.fill(writing.remove(random.nextInt(writing.size())));
      } else if (step == 2) {
        runOne(batcher.poll(random.nextInt(3), 0), ran, seen);
      } else {
        runOne(batcher.pollEagerly(random.nextInt(3), 0), ran, seen);
      }
    }
    assertThat(batcher.hasWork()).isFalse();
    return ran;
  }

  private void runOne(
      @Nullable Batch<String, Integer> batch, List<Integer> ran, Set<Integer> seen) {
    if (batch == null) {
      return;
    }
    for (Integer item : batch.items()) {
      assertThat(seen.add(Objects.requireNonNull(item))).isTrue();
      ran.add(item);
    }
    batcher.recycle(batch);
  }
}
