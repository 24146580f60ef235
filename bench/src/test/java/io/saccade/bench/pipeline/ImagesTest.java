package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImagesTest {

  @ParameterizedTest
  @ValueSource(ints = {4_000, 20_000, 110_000})
  void drawsImagesOfAboutSoManyBytes(int bytes) {
    List<byte[]> images = Images.ofAbout(bytes, 8);

    assertThat(images).hasSize(8);
    assertThat(images.stream().mapToInt(image -> image.length).average().orElseThrow())
        .isCloseTo(bytes, within(0.1 * bytes));
  }
}
