package io.saccade.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.drift.Distances;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class CalibrationTest {

  private static final Progress UNWATCHED = (done, all) -> {};

  private final Reference reference =
      Reference.of(Population.TEN_CLASSES, 2_000, new SplittableRandom(1));

  @Test
  void givesTheSameTablesOnAnyNumberOfThreads() throws Exception {
    byte[] one = new Calibration(400, 7, 1).run(reference.splits(), UNWATCHED).toBytes();
    byte[] four = new Calibration(400, 7, 4).run(reference.splits(), UNWATCHED).toBytes();
    byte[] other = new Calibration(400, 8, 4).run(reference.splits(), UNWATCHED).toBytes();

    assertThat(four).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void coversSizesFromFiftyToATenthOfTheReference() throws Exception {
    NullTables tables = new Calibration(200, 7, 2).run(reference.splits(), UNWATCHED);

    assertThat(tables.sizes()).containsExactly(50, 74, 109, 160);
    assertThat(tables.reference()).isEqualTo(1_600);
    assertThat(tables.draws()).isEqualTo(200);
  }

  @Test
  void tellsHowFarItIs() throws Exception {
    List<Long> told = new ArrayList<>();

    new Calibration(220, 7, 2).run(reference.splits(), (done, all) -> told.add(done * 1_000 / all));

    assertThat(told).isSorted().hasSize(20).last().isEqualTo(1_000L);
  }

  @Test
  void endsItsThreadsWhenItIsInterrupted() throws Exception {
    CountDownLatch drawing = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                new Calibration(100_000, 7, 2)
                    .run(reference.splits(), (done, all) -> drawing.countDown());
              } catch (InterruptedException e) {
                end.set(e);
              }
            });
    caller.start();
    drawing.await();
    caller.interrupt();
    caller.join();

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("calibration");
  }

  @Test
  void handsOnWhatWentWrongWhileDrawing() {
    Splits broken =
        new Splits() {
          @Override
          public int size() {
            return 1_000;
          }

          @Override
          public Distances draw(int n, RandomGenerator random) {
            throw new UnsupportedOperationException("no rows");
          }
        };

    assertThatThrownBy(() -> new Calibration(200, 1, 2).run(broken, UNWATCHED))
        .hasRootCauseMessage("no rows");
  }

  @Test
  void refusesWhatIsTooLittle() {
    Reference small = Reference.of(Population.TEN_CLASSES, 499, new SplittableRandom(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Calibration(200, 1, 1).run(small.splits(), UNWATCHED))
        .withMessageContaining("at least 500 rows");
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(199, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(200, 1, 0));
  }

  @Test
  void judgesSizesBetweenThoseOfTheGridByBothNeighbours() throws Exception {
    NullTables tables = new Calibration(1_000, 7, 2).run(reference.splits(), UNWATCHED);
    Distances far = tables.means(74);

    double below = tables.p(74, far).features();
    double above = tables.p(109, far).features();
    assertThat(tables.p(90, far).features())
        .isBetween(Math.min(below, above) - 0.01, Math.max(below, above) + 0.01);
    assertThat(tables.p(5_000, far)).isEqualTo(tables.p(160, far));
    assertThatIllegalArgumentException().isThrownBy(() -> tables.p(49, far));
  }

  /** Where the distance grows with the size, its distribution between two sizes is between. */
  @Test
  void followsDistancesThatGrowWithTheSize() throws Exception {
    NullTables tables = new Calibration(5_000, 7, 2).run(new Growing(), UNWATCHED);

    Growing growing = new Growing();
    RandomGenerator random = new SplittableRandom(3);
    int small = 0;
    for (int i = 0; i < 10_000; i++) {
      small += tables.p(90, growing.draw(90, random)).labels() <= 0.05 ? 1 : 0;
    }
    assertThat(small / 10_000.0).isCloseTo(0.05, within(0.01));
  }

  /** Distances that all shift and widen by the square root of the size. */
  private record Growing() implements Splits {
    @Override
    public int size() {
      return 1_600;
    }

    @Override
    public Distances draw(int n, RandomGenerator random) {
      double distance = Math.sqrt(n) * (5 + random.nextGaussian());
      return new Distances(distance, distance, distance, distance);
    }
  }
}
