package io.saccade.trainer.tune;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small grey images of stripes in four directions under noise, and networks for them. */
final class Drawn {

  static final int CLASSES = 4;
  static final int SIDE = 16;

  private static final Preprocessing PIXELS = Preprocessing.none(SIDE, ColorOrder.GRAY);
  private static final int[][] DIRECTIONS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

  private Drawn() {}

  /** So many images of each class. */
  static List<Sample> images(int each, long seed) throws IOException {
    Random dice = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < each * CLASSES; i++) {
      byte[] png = png(DIRECTIONS[i % CLASSES], dice);
      samples.add(new Sample("%d/%05d".formatted(seed, i), i % CLASSES, null, most -> png));
    }
    return samples;
  }

  /** The same images with labels that have nothing to do with them. */
  static List<Sample> shuffled(List<Sample> samples, long seed) {
    Random dice = new Random(seed);
    return samples.stream()
        .map(each -> new Sample(each.name(), dice.nextInt(CLASSES), null, each.content()))
        .toList();
  }

  private static byte[] png(int[] direction, Random dice) throws IOException {
    int phase = dice.nextInt(4);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int stripe = Math.floorMod(x * direction[0] + y * direction[1] + phase, 4) < 2 ? 90 : 160;
        int value = stripe + dice.nextInt(61) - 30;
        image.getRaster().setSample(x, y, 0, value);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  static TrainingTensors tensors() {
    return new TrainingTensors(PIXELS, Decoding.defaults(), Augmentation.none(), 1);
  }

  /** A convolutional network that has learned nothing. */
  static Graph network(long seed) throws GraphRefusedException {
    return Graph.of(Architecture.SMALL_CNN.model(new InputShape(1, SIDE, SIDE), CLASSES, seed));
  }

  /** The same with another head, as if it had learned something before. */
  static GraftedHead grafted(long seed) throws GraphRefusedException {
    return NewHead.linear(CLASSES, seed).on(network(seed));
  }

  /** What ONNX Runtime makes of the images. */
  static Validation validation(Graph graph, List<Sample> samples) throws IOException {
    float[] input = input(samples);
    int[] labels = samples.stream().mapToInt(Sample::label).toArray();
    return new Validation(
        labels, weights -> rows(RuntimeFront.run(graph.model(weights), input, samples.size())));
  }

  private static float[] input(List<Sample> samples) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(samples.size() * PIXELS.tensorBytes());
    tensors().write(samples, 0, buffer.order(ByteOrder.nativeOrder()));
    float[] values = new float[samples.size() * SIDE * SIDE];
    buffer.flip().order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
    return values;
  }

  private static float[][] rows(float[] values) {
    float[][] rows = new float[values.length / CLASSES][CLASSES];
    for (int i = 0; i < values.length; i++) {
      rows[i / CLASSES][i % CLASSES] = values[i];
    }
    return rows;
  }
}
