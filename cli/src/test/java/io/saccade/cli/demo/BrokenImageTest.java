package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.shapes.ShapeImages;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BrokenImageTest {

  private final ImageGate gate = new ImageGate(ImageLimits.defaults());

  @ParameterizedTest
  @EnumSource
  void isRefusedWithItsCodeBeforeAnythingIsDecoded(BrokenImage broken) throws Exception {
    byte[] png = new ShapeImages(1, 96, 80, ImageFormat.PNG).draw(3).encoded();
    assertThat(gate.check(ByteBuffer.wrap(png))).isNotNull();

    assertThatExceptionOfType(ImageRefusedException.class)
        .isThrownBy(() -> gate.check(ByteBuffer.wrap(broken.of(png))))
        .extracting(ImageRefusedException::code)
        .isEqualTo(broken.code());
  }
}
