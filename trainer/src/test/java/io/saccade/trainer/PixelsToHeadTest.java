package io.saccade.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.SharedData;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Inspection;
import io.saccade.trainer.data.LabelledImages;
import io.saccade.trainer.data.Listing;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.Splitter;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.head.Features;
import io.saccade.trainer.head.HeadFit;
import io.saccade.trainer.head.HeadRecipe;
import io.saccade.trainer.head.SoftmaxRegression;
import io.saccade.trainer.head.Temperature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From the files of MNIST to a classifier of bare pixels. */
class PixelsToHeadTest {

  private static final int EVERY = 10;

  private final Preprocessing preprocessing = Preprocessing.none(28, ColorOrder.GRAY);

  private Split split() throws Exception {
    Listing all = ImageSource.at(SharedData.require("images/mnist-idx")).list();
    List<Sample> some =
        IntStream.range(0, all.samples().size() / EVERY)
            .mapToObj(i -> all.samples().get(i * EVERY))
            .toList();
    LabelledImages images =
        new Inspection(preprocessing, Decoding.defaults())
            .inspect(new Listing(all.classes(), some, List.of()), done -> {});
    return new Splitter(0.1, 0, 1).split(images);
  }

  private Features pixels(List<Sample> samples) throws Exception {
    return new Features(rows(samples), samples.stream().mapToInt(Sample::label).toArray(), 10);
  }

  private float[][] rows(List<Sample> samples) throws Exception {
    TrainingTensors tensors =
        new TrainingTensors(preprocessing, Decoding.defaults(), Augmentation.none(), 1);
    ByteBuffer target = ByteBuffer.allocateDirect(samples.size() * preprocessing.tensorBytes());
    tensors.write(samples, 0, target.order(ByteOrder.nativeOrder()));
    float[][] rows = new float[samples.size()][28 * 28];
    target.flip();
    for (float[] row : rows) {
      target.order(ByteOrder.nativeOrder()).asFloatBuffer().get(row);
      target.position(target.position() + preprocessing.tensorBytes());
    }
    return rows;
  }

  @Test
  void learnsDigitsFromTheirPixels() throws Exception {
    Split split = split();
    Features validation = pixels(split.validation());
    Features test = pixels(split.test());
    HeadFit fit =
        new SoftmaxRegression(pixels(split.training()), validation, HeadRecipe.usual(1))
            .fit(epoch -> {});
    Evaluation evaluation = Evaluation.of(fit.head().logits(test), test.labels());
    // To call each image by the nearest of the classes' means is linear too, and learns nothing.
    assertThat(evaluation.accuracy()).isGreaterThan(accuracyOfNearestMeans(split));
    double temperature = Temperature.of(fit.head().logits(validation), validation.labels());
    Evaluation scaled = Evaluation.of(fit.head().logits(test), test.labels(), temperature);
    // What chance alone makes of a thousand images in 15 bins, at most.
    assertThat(test.size()).isEqualTo(1000);
    assertThat(scaled.calibrationError()).isLessThan(0.05);
  }

  private double accuracyOfNearestMeans(Split split) throws Exception {
    float[][] means = new float[10][28 * 28];
    float[][] rows = rows(split.training());
    for (int i = 0; i < rows.length; i++) {
      int label = split.training().get(i).label();
      long count = split.training().stream().filter(sample -> sample.label() == label).count();
      for (int f = 0; f < rows[i].length; f++) {
        means[label][f] += rows[i][f] / count;
      }
    }
    float[][] scores = new float[split.test().size()][10];
    float[][] test = rows(split.test());
    for (int i = 0; i < test.length; i++) {
      for (int label = 0; label < 10; label++) {
        for (int f = 0; f < test[i].length; f++) {
          float distance = test[i][f] - means[label][f];
          scores[i][label] -= distance * distance;
        }
      }
    }
    int[] labels = split.test().stream().mapToInt(Sample::label).toArray();
    return Evaluation.of(scores, labels).accuracy();
  }

  @Test
  void learnsNothingFromShuffledLabels() throws Exception {
    Split split = split();
    float[][] rows = rows(split.training());
    Random dice = new Random(1);
    int[] labels = IntStream.range(0, rows.length).map(i -> dice.nextInt(10)).toArray();
    HeadFit fit =
        new SoftmaxRegression(
                new Features(rows, labels, 10),
                new Features(new float[0][], new int[0], 10),
                HeadRecipe.usual(1))
            .fit(epoch -> {});
    Features test = pixels(split.test());
    Evaluation evaluation = Evaluation.of(fit.head().logits(test), test.labels());
    assertThat(evaluation.accuracy()).isBetween(0.03, 0.2);
  }
}
