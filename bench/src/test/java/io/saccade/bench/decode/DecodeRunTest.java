package io.saccade.bench.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.pipeline.Images;
import io.saccade.model.image.Preprocessing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecodeRunTest {

  private final DecodeRun run =
      new DecodeRun(Preprocessing.torchvision(64), 1, Duration.ofMillis(20));
  private final List<ImageClass> classes = ImageClass.of(Images.ofAbout(8_000, 2));

  @Test
  void measuresOneThreadAndAllCores() throws Exception {
    List<DecodeRow> rows = run.measure(classes, 2);

    assertThat(rows).extracting(DecodeRow::threads).containsExactly(1, 2);
    assertThat(rows).allMatch(row -> row.rate() > 0 && row.imageIo() > 0 && row.megabytes() > 0);
  }

  @Test
  void knowsOneCore() throws Exception {
    assertThat(run.measure(classes, 1)).extracting(DecodeRow::threads).containsExactly(1);
  }
}
