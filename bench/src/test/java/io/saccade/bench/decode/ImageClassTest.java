package io.saccade.bench.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.pipeline.Images;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImageClassTest {

  @Test
  void sortsByFormatThenSizeAndLeavesOutWhatIsRefused() {
    List<byte[]> images = new ArrayList<>(Images.ofAbout(100_000, 2));
    images.addAll(Images.ofAbout(10_000, 3));
    images.add(new ShapeImages(1, 64, 64, ImageFormat.PNG).draw(0).encoded());
    images.add(new byte[] {1, 2, 3});

    List<ImageClass> classes = ImageClass.of(images);

    assertThat(classes)
        .extracting(ImageClass::format)
        .containsExactly(ImageFormat.JPEG, ImageFormat.JPEG, ImageFormat.PNG);
    assertThat(classes)
        .extracting(each -> each.size().toString())
        .containsExactly("to 50 kB", "to 200 kB", "to 50 kB");
    assertThat(classes).extracting(each -> each.images().size()).containsExactly(3, 2, 1);
  }

  @Test
  void drawsEverySizeOfBothFormats() {
    assertThat(ImageClass.drawn())
        .extracting(each -> each.format() + " " + each.size())
        .containsExactly(
            "JPEG to 50 kB",
            "JPEG to 200 kB",
            "JPEG to 800 kB",
            "JPEG over 800 kB",
            "PNG to 50 kB",
            "PNG to 200 kB",
            "PNG to 800 kB",
            "PNG over 800 kB");
  }
}
