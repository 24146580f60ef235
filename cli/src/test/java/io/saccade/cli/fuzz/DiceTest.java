package io.saccade.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second for each target in every build, with dice that fall as they always do. */
final class DiceTest {

  private static final Duration TIME = Duration.ofMillis(500);
  private static final long SEED = 20_261_123;
  private static final int MOST_SEED_BYTES = 64 << 10;

  static Set<Targets> targets() {
    return EnumSet.complementOf(EnumSet.of(Targets.NAIVE_EVENTS));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void takesOrRefusesWhateverTheDiceMakeOfOwnSeeds(Targets name) throws Exception {
    FuzzTarget target = name.open();
    List<byte[]> seeds = new ArrayList<>();
    target.seeds().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(seed -> seeds.add(seed.getValue()));

    assertThat(read(target, seeds)).isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void takesOrRefusesWhateverTheDiceMakeOfSharedSeeds(Targets name) throws Exception {
    FuzzTarget target = name.open();
    List<byte[]> seeds = new ArrayList<>();
    if (!target.corpus().isEmpty()) {
      for (Path file : SharedData.filesUnder(target.corpus())) {
        if (Files.size(file) <= MOST_SEED_BYTES) {
          seeds.add(Files.readAllBytes(file));
        }
      }
      assertThat(read(target, seeds)).isGreaterThan(20);
    }
  }

  @Test
  void findsWhatANaiveReaderOfEventsThrows() throws Exception {
    FuzzTarget naive = Targets.NAIVE_EVENTS.open();
    List<byte[]> seeds = List.copyOf(naive.seeds().values());

    assertThatThrownBy(() -> read(naive, seeds)).hasMessageContaining("throw");
  }

  /** How many were read before the time was over. */
  private static int read(FuzzTarget target, List<byte[]> seeds) {
    Dice dice = new Dice(SEED, seeds);
    long end = System.nanoTime() + TIME.toNanos();
    int reads = 0;
    for (; System.nanoTime() < end; reads++) {
      byte[] bytes = reads < seeds.size() ? seeds.get(reads) : dice.throwOnce();
      try {
        target.read(bytes);
      } catch (Exception | Error e) {
        throw new AssertionError("throw %d of seed %d".formatted(reads, SEED), e);
      }
    }
    return reads;
  }
}
