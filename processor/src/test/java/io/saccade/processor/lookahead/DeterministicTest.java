package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.onnx.GraphTensor;
import io.saccade.model.onnx.OnnxBuilder;
import io.saccade.model.onnx.Weights;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * With one bucket, always padded, a prediction's bytes depend on the event and the model alone:
 * neither on what shares the batch nor on the place in it, nor on lanes and decoders.
 */
final class DeterministicTest {

  private static final int CLASSES = 10;
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final List<ShapeImage> shapes = Engine.shapes(60);

  /** A network whose sums are long enough to come out otherwise when they are added otherwise. */
  private static Bundle network() throws Exception {
    Random random = new Random(5);
    OnnxBuilder graph = new OnnxBuilder("random");
    String image = graph.input("image", GraphTensor.DYNAMIC, 3, 64, 64);
    String first = graph.relu(graph.conv(image, weights(random, 16, 3, 3, 3), bias(16), 2));
    String second = graph.relu(graph.conv(first, weights(random, 64, 16, 3, 3), bias(64), 2));
    String third = graph.relu(graph.conv(second, weights(random, 96, 64, 1, 1), bias(96), 1));
    String features = graph.flatten(graph.averagePool(third, 4));
    String hidden = graph.relu(graph.gemm(features, weights(random, 64, 96 * 16), bias(64)));
    String scores = graph.gemm(hidden, weights(random, CLASSES, 64), bias(CLASSES));
    graph.output("scores", scores, GraphTensor.DYNAMIC, CLASSES);
    return Bundle.of(
        ModelDeclaration.of(
            "random",
            "1",
            new ModelInput("image", ColorModel.preprocessing()),
            new ModelOutput("scores", OutputKind.LOGITS, CLASSES)),
        graph.build(),
        IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList());
  }

  private static Weights weights(Random random, int... dims) {
    int count = IntStream.of(dims).reduce(1, (a, b) -> a * b);
    double spread = 1 / Math.sqrt((double) count / dims[0]);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * spread);
    }
    return Weights.of(values, IntStream.of(dims).asLongStream().toArray());
  }

  private static Weights bias(int count) {
    return Weights.of(new float[count], count);
  }

  /** The predictions of all events, looked ahead so many at a time, in the order of the events. */
  private List<byte[]> predictions(LanePlan plan, int together, long seed) throws Exception {
    List<byte[]> predictions = new ArrayList<>(Collections.nCopies(shapes.size(), null));
    List<Integer> order = new ArrayList<>(IntStream.range(0, shapes.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    try (Engine engine = new Engine(plan, DEADLINE);
        LoadedModel network = engine.load(network())) {
      engine.release(1, network);
      for (int from = 0; from < order.size(); from += together) {
        List<Integer> some = order.subList(from, Math.min(order.size(), from + together));
        for (int i : some) {
          engine.ahead(at(i), Engine.event(i, shapes.get(i)));
        }
        for (int i : some) {
          Outcome outcome = engine.take(at(i), Engine.event(i, shapes.get(i)));
          assertThat(outcome).isInstanceOf(Outcome.Classified.class);
          predictions.set(i, ((Outcome.Classified) outcome).prediction());
        }
      }
      engine.closeSlot();
    }
    return predictions;
  }

  private static Coordinates at(int number) {
    return new Coordinates("images", number % 4, number / 4);
  }

  @Test
  void givesTheSameBytesWhateverSharesThePaddedBatch() throws Exception {
    Buckets one = Buckets.only(8);
    LanePlan lanes = LanePlan.cpu(3, 8).withBuckets(one);
    LanePlan decoders = new LanePlan(1, 2, 2, one, Duration.ZERO);
    List<byte[]> alone = predictions(LanePlan.cpu(1, 8).withBuckets(one), 1, 1);
    assertThat(predictions(lanes, 60, 2)).usingRecursiveComparison().isEqualTo(alone);
    assertThat(predictions(lanes, 7, 3)).usingRecursiveComparison().isEqualTo(alone);
    assertThat(predictions(decoders, 60, 4)).usingRecursiveComparison().isEqualTo(alone);
  }
}
