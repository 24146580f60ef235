package io.saccade.trainer;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.TrainingTensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Drawn images as samples: the label is the colour of the shape. */
public final class ShapeSamples {

  private ShapeSamples() {}

  /** The images from this number on. */
  public static List<Sample> of(int from, int count) {
    ShapeImages images = new ShapeImages(5, 64, 64, ImageFormat.PNG);
    return IntStream.range(from, from + count)
        .mapToObj(
            number -> {
              ShapeImage image = images.draw(number);
              byte[] encoded = image.encoded();
              int label = ShapeColor.labels().indexOf(image.color().label());
              return new Sample(
                  "drawn-" + number,
                  label,
                  null,
                  most -> Arrays.copyOf(encoded, Math.min(most, encoded.length)));
            })
        .toList();
  }

  /** So many images to learn from, and half as many to validate by and to test on. */
  public static Split split(int training) {
    return new Split(of(0, training), of(training, training / 2), of(2 * training, training / 2));
  }

  /** What turns samples into tensors, without variation. */
  public static TrainingTensors tensors(Preprocessing preprocessing) {
    return new TrainingTensors(preprocessing, Decoding.defaults(), Augmentation.none(), 0);
  }
}
