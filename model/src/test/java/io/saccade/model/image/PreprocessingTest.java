package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

  @Test
  void presetsAreWhatTheirModelsWereTrainedWith() {
    assertThat(Preprocessing.torchvision(224).resizeShorterTo()).isEqualTo(256);
    assertThat(Preprocessing.torchvision(299).resizeShorterTo()).isEqualTo(342);
    assertThat(Preprocessing.torchvision(32).resizeShorterTo()).isEqualTo(32);
    assertThat(Preprocessing.tensorflow(224).mean()).containsOnly(1f);
    assertThat(Preprocessing.caffe(224).color()).isEqualTo(ColorOrder.BGR);
    assertThat(Preprocessing.none(28, ColorOrder.GRAY).channels()).isEqualTo(1);
  }

  @Test
  void knowsTheSizeAndShapeOfItsTensor() {
    Preprocessing torch = Preprocessing.torchvision(224);

    assertThat(torch.tensorBytes()).isEqualTo(3 * 224 * 224 * 4);
    assertThat(torch.shape(8)).containsExactly(8, 3, 224, 224);
    assertThat(Fixture.pixels(40, 32).shape(2)).containsExactly(2, 32, 32, 3);
    assertThat(Fixture.pixels(40, 32).tensorBytes()).isEqualTo(32 * 32 * 3);
  }

  @Test
  void saysWhichComponentDoesNotFit() {
    assertThatThrownBy(() -> Fixture.pixels(31, 32))
        .hasMessageContaining("resizeShorterTo must be at least");
    assertThatThrownBy(() -> Fixture.pixels(0, 0)).hasMessageContaining("width must be from 1");
    assertThatThrownBy(() -> floats(List.of(0f), List.of(1f, 1f, 1f)))
        .hasMessageContaining("mean must have 3 finite numbers");
    assertThatThrownBy(() -> floats(List.of(0f, 0f, 0f), List.of(1f, 0f, 1f)))
        .hasMessageContaining("std must not have a 0");
    assertThatThrownBy(() -> ResizeFilter.ofManifestName("nearest"))
        .hasMessageContaining("bilinear-antialias, bilinear, area, bicubic");
  }

  @Test
  void namesEveryFilterAsTheManifestDoes() {
    for (ResizeFilter filter : ResizeFilter.values()) {
      assertThat(ResizeFilter.ofManifestName(filter.manifestName())).isEqualTo(filter);
    }
    assertThat(ResizeFilter.BILINEAR_ANTIALIAS.manifestName()).isEqualTo("bilinear-antialias");
  }

  private static Preprocessing floats(List<Float> mean, List<Float> std) {
    return new Preprocessing(
        8,
        8,
        8,
        ColorOrder.RGB,
        TensorLayout.NCHW,
        ElementType.FLOAT32,
        ResizeFilter.AREA,
        1f,
        mean,
        std,
        Rgb.BLACK);
  }
}
