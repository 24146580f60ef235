package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.SharedData;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.ResizeFilter;
import io.saccade.model.image.Rgb;
import io.saccade.model.image.TensorLayout;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Inspection;
import io.saccade.trainer.data.Listing;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.Splitter;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.tensor.TorchBackend;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MNIST from scratch: some of it in every build, all of it under the profile soak. */
final class MnistIT {

  private static final int EVERY = Integer.getInteger("mnist.every", 10);
  private static final int EPOCHS = Integer.getInteger("mnist.epochs", 3);
  private static final double FLOOR = Integer.getInteger("mnist.permille", 960) / 1000.0;

  private static final Preprocessing DIGITS =
      new Preprocessing(
          28,
          28,
          28,
          ColorOrder.GRAY,
          TensorLayout.NCHW,
          ElementType.FLOAT32,
          ResizeFilter.BILINEAR_ANTIALIAS,
          1 / 127.5f,
          List.of(1f),
          List.of(1f),
          Rgb.BLACK);

  @TempDir private Path folder;

  private static Split split() throws Exception {
    Listing all = ImageSource.at(SharedData.require("images/mnist-idx")).list();
    List<Sample> some =
        IntStream.range(0, all.samples().size() / EVERY)
            .mapToObj(i -> all.samples().get(i * EVERY))
            .toList();
    return new Splitter(0.1, 0, 1)
        .split(
            new Inspection(DIGITS, Decoding.defaults())
                .inspect(new Listing(all.classes(), some, List.of()), done -> {}));
  }

  @Test
  void learnsDigitsFromScratch() throws Exception {
    Split split = split();
    Graph graph = Graph.of(Architecture.SMALL_CNN.model(new InputShape(1, 28, 28), 10, 1));
    TuneTask task =
        new TuneTask(
            graph,
            FreezePlan.scratch(graph),
            new TrainingTensors(DIGITS, Decoding.defaults(), Augmentation.none(), 1),
            split.training(),
            new Learning(graph, DIGITS, split.validation()).validation());
    TorchBackend backend = new TorchBackend();
    backend.threads(2);

    TuneFit fit =
        new FineTuning(
                backend,
                task,
                Plans.scratch(EPOCHS),
                new Checkpoint(folder, 1000, ""),
                RuntimeFront::none)
            .run(event -> {});

    double accuracy = new Learning(graph, DIGITS, split.test()).accuracy(fit.weights());
    System.out.printf(
        "MNIST: %d images, %d epochs: %.2f %% of %d test images%n",
        split.training().size(), EPOCHS, 100 * accuracy, split.test().size());
    assertThat(accuracy).isGreaterThanOrEqualTo(FLOOR);
  }
}
