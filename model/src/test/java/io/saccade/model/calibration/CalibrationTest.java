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

    assertThat(tables.sizes()).containsExactly(50, 71, 100, 141, 200);
    assertThat(tables.reference()).isEqualTo(2_000);
    assertThat(tables.draws()).isEqualTo(200);
  }

  @Test
  void tellsHowFarItIs() throws Exception {
    List<Long> told = new ArrayList<>();

    new Calibration(220, 7, 2).run(reference.splits(), (done, all) -> told.add(done * 1_000 / all));

    assertThat(told).isSorted().hasSize(25).last().isEqualTo(1_000L);
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
    Distances far = tables.means(100);

    double below = tables.p(100, far).features();
    double above = tables.p(141, far).features();
    assertThat(tables.p(119, far).features())
        .isCloseTo(Math.sqrt(below * above), within(0.01))
        .isBetween(Math.min(below, above), Math.max(below, above));
    assertThat(tables.p(5_000, far)).isEqualTo(tables.p(200, far));
    assertThatIllegalArgumentException().isThrownBy(() -> tables.p(49, far));
  }
}
