package io.saccade.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BatcherTest {

  private final Batcher<String, Integer> batcher = new Batcher<>();

  /** A key with a few named batches. */
  private static final class Source implements BatchSource<String> {

    private final int capacity;
    private final Deque<String> free = new ArrayDeque<>();

    Source(int capacity, String... names) {
      this.capacity = capacity;
      free.addAll(List.of(names));
    }

    @Override
    public int capacity() {
      return capacity;
    }

    @Override
    public @Nullable String borrow() {
      return free.poll();
    }

    @Override
    public void giveBack(String tensors) {
      free.add(tensors);
    }
  }

  private Place<String, Integer> claim(Source source, int item) {
    return Objects.requireNonNull(batcher.claim(source, item));
  }

  private Batch<String, Integer> poll() {
    return Objects.requireNonNull(batcher.poll());
  }

  @Test
  void runsABatchThatIsFullOnceEveryRowIsWritten() {
    Source source = new Source(2, "a");
    Place<String, Integer> first = claim(source, 1);
    Place<String, Integer> second = claim(source, 2);
    batcher.fill(second);
    assertThat(batcher.poll()).isNull();
    batcher.fill(first);
    assertThat(poll().items()).containsExactly(1, 2);
  }

  @Test
  void keepsABatchOpenWhileMoreIsOnItsWay() {
    Source source = new Source(3, "a");
    batcher.fill(claim(source, 1));
    assertThat(batcher.poll()).isNull();
    batcher.fill(claim(source, 2));
    batcher.closeOpen();
    assertThat(poll().items()).containsExactly(1, 2);
  }

  @Test
  void waitsForTheLastRowOfABatchThatWasClosedEarly() {
    Source source = new Source(3, "a");
    Place<String, Integer> place = claim(source, 1);
    batcher.closeOpen();
    assertThat(batcher.hasReady()).isFalse();
    batcher.fill(place);
    assertThat(batcher.hasReady()).isTrue();
  }

  @Test
  void runsTheOthersWhenOneGivesUpItsPlace() {
    Source source = new Source(2, "a");
    batcher.fill(claim(source, 1));
    batcher.giveUp(claim(source, 2));
    Batch<String, Integer> batch = poll();
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.items()).containsExactly(1, null);
  }

  @Test
  void handsOutNoPlaceWhileEveryBatchIsInUse() {
    Source source = new Source(1, "a");
    batcher.fill(claim(source, 1));
    assertThat(batcher.claim(source, 2)).isNull();
    batcher.recycle(poll());
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
    assertThat(poll().items()).containsExactly(2, 3);
    assertThat(poll().items()).containsExactly(1, 4);
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
        Place<String, Integer> place = batcher.claim(sources.get(random.nextInt(2)), claimed);
        if (place != null) {
          writing.add(place);
          claimed++;
        }
      } else if (step == 1 && !writing.isEmpty()) {
        batcher.fill(writing.remove(random.nextInt(writing.size())));
      } else if (step == 2) {
        batcher.closeOpen();
      } else {
        runOne(ran, seen);
      }
    }
    assertThat(batcher.poll()).isNull();
    return ran;
  }

  private void runOne(List<Integer> ran, Set<Integer> seen) {
    Batch<String, Integer> batch = batcher.poll();
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
