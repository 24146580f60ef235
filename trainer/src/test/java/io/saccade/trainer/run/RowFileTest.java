package io.saccade.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {

  private static final float[][] ROWS = {{1, -2, Float.MIN_VALUE}, {0, 5e30f, 3}};

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasKept() throws Exception {
    Path file = folder.resolve("in/rows");
    RowFile.write(file, "of these", ROWS);
    assertThat(RowFile.read(file, "of these")).get().isEqualTo(ROWS);
    assertThat(RowFile.read(file, "of others")).isEmpty();
    assertThat(RowFile.read(folder.resolve("none"), "of these")).isEmpty();
  }

  @Test
  void givesNothingOfADamagedFile() throws Exception {
    Path file = folder.resolve("rows");
    RowFile.write(file, "of these", ROWS);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(RowFile.read(file, "of these")).as("cut to %d bytes", i).isEmpty();
      byte[] flipped = whole.clone();
      flipped[i] ^= 1;
      Files.write(file, flipped);
      assertThat(RowFile.read(file, "of these")).as("byte %d changed", i).isEmpty();
    }
  }
}
