package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.model.SharedData;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Fill;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Inspection;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.Splitter;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.FreeBatch;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.FeatureCut;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.head.Features;
import io.saccade.trainer.head.HeadRecipe;
import io.saccade.trainer.head.LinearHead;
import io.saccade.trainer.head.SoftmaxRegression;
import io.saccade.trainer.tensor.TorchBackend;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small pretrained network on photographs of hands, from its head on; under profile soak. */
final class SignLanguageIT {

  private static final int CLASSES = 10;
  private static final Preprocessing HANDS = Preprocessing.tensorflow(224);

  @TempDir private Path folder;

  @Test
  void learnsSigns() throws Exception {
    assumeTrue(Boolean.getBoolean("sign.language"), "takes minutes; runs under profile soak");
    Split split = split();
    GraftedHead model = headed(split);
    Learning test = new Learning(model.graph(), HANDS, split.test());
    double headAlone = test.accuracy(Map.of());
    Augmentation augmentation = Augmentation.parse("rotate=10,shift=0.1,zoom=0.1", Fill.NEAREST);
    TuneTask task =
        new TuneTask(
            model.graph(),
            FreezePlan.none(model),
            new TrainingTensors(HANDS, Decoding.defaults(), augmentation, 1),
            split.training(),
            new Learning(model.graph(), HANDS, split.validation()).validation());
    TorchBackend backend = new TorchBackend();
    backend.threads(2);

    TuneFit fit =
        new FineTuning(
                backend, task, Plans.usual(), new Checkpoint(folder, 1000, ""), RuntimeFront::none)
            .run(event -> {});

    double accuracy = test.accuracy(fit.weights());
    System.out.printf(
        "Sign language: head alone %.2f %%, tuned %.2f %% of %d test images%n",
        100 * headAlone, 100 * accuracy, split.test().size());
    assertThat(accuracy).isGreaterThanOrEqualTo(0.97);
  }

  private static Split split() throws Exception {
    Path hands = SharedData.require("images/sign-language-digits");
    Inspection inspection = new Inspection(HANDS, Decoding.defaults());
    return new Splitter(0.2, 0.2, 1)
        .split(inspection.inspect(ImageSource.at(hands).list(), done -> {}));
  }

  /** The base with a head that was learned on what it makes of the images as it is. */
  private static GraftedHead headed(Split split) throws Exception {
    Graph base =
        FreeBatch.of(
            Graph.read(SharedData.require("models/mobilenet_v1_0.25_224_keras_fp32.onnx")));
    Graph cut = FeatureCut.of(base);
    LinearHead head =
        new SoftmaxRegression(
                features(new Learning(cut, HANDS, split.training())),
                features(new Learning(cut, HANDS, split.validation())),
                HeadRecipe.usual(1))
            .fit(epoch -> {})
            .head();
    GraftedHead grafted = NewHead.linear(CLASSES, 1).on(base);
    Map<String, HostTensor> learned =
        Map.of(grafted.weight(), weights(head), grafted.bias(), bias(head));
    return new GraftedHead(
        Graph.of(grafted.graph().model(learned)),
        grafted.features(),
        grafted.logits(),
        grafted.parameters());
  }

  private static Features features(Learning part) throws Exception {
    return new Features(part.logits(Map.of()), part.labels(), CLASSES);
  }

  private static HostTensor weights(LinearHead head) {
    float[][] rows = head.weights();
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * width, width);
    }
    return HostTensor.floats(new long[] {rows.length, width}, flat);
  }

  private static HostTensor bias(LinearHead head) {
    return HostTensor.floats(new long[] {CLASSES}, head.bias());
  }
}
