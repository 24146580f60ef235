package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class JavaPreprocessingTest {

  private final JavaPreprocessing preprocessing = new JavaPreprocessing(ColorModel.preprocessing());

  @Test
  void preparesImagesSoThatTheModelKnowsThem() throws Exception {
    Bundle bundle = ColorModel.bundle("1");
    ShapeImages images = new ShapeImages(3, 120, 90, ImageFormat.JPEG);
    float[] scores = new float[bundle.labels().size()];
    int known = 0;
    try (Model model = new OnnxRuntime(new NativeHandles()).load(bundle, LanePlan.single());
        BatchTensors tensors = model.newBatch()) {
      for (int i = 0; i < 50; i++) {
        ShapeImage image = images.draw(i);
        assertThat(preprocessing.write(ByteBuffer.wrap(image.encoded()), tensors.input(0)))
            .isTrue();
        tensors.run(0, 0, 1);
        tensors.output(0, scores);
        known += scores[bundle.labels().indexOf(image.color().label())] > 0.5 ? 1 : 0;
      }
    }
    assertThat(known).isGreaterThanOrEqualTo(48);
  }

  @Test
  void saysWhatTheJdkCannotDecode() {
    ByteBuffer tensor = ByteBuffer.allocate(ColorModel.preprocessing().tensorBytes());

    assertThat(preprocessing.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), tensor)).isFalse();
    assertThat(tensor.position()).isZero();
  }
}
