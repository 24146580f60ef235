package io.saccade.trainer.run;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.TensorLayout;
import io.saccade.model.onnx.ImageInput;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Channels;
import io.saccade.trainer.recipe.NetworkPlan;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A network that has learned nothing yet, for images as they are. */
final class ScratchNetwork {

  /** Larger images cost more and tell a small network no more. */
  private static final int SIDE_OF_SMALL = 64;

  private static final int SIDE = 224;

  private ScratchNetwork() {}

  /**
   * The network of an architecture.
   *
   * @param samples that its size and colours are taken from where the plan leaves them open
   * @param seed of its first weights
   */
  static Network of(Architecture architecture, NetworkPlan plan, List<Sample> samples, long seed)
      throws TrainingFailedException {
    Look look = Look.at(samples, Decoding.defaults());
    int most = architecture == Architecture.SMALL_CNN ? SIDE_OF_SMALL : SIDE;
    int least = architecture == Architecture.SMALL_CNN ? 16 : 32;
    int side = plan.imageSize().orElse(Math.max(least, Math.min(most, look.side())));
    boolean gray =
        plan.channels() == Channels.GRAY || (plan.channels() == Channels.AUTO && look.gray());
    InputShape shape = new InputShape(gray ? 1 : 3, side, side);
    String name = architecture.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Network(
        name,
        Hash.of(name + " " + shape + " " + seed),
        preprocessing(shape, plan.preset().orElse(PreprocessPreset.TENSORFLOW)),
        classes -> Graph.of(architecture.model(shape, classes, seed)));
  }

  private static Preprocessing preprocessing(InputShape shape, PreprocessPreset preset)
      throws TrainingFailedException {
    ImageInput input =
        new ImageInput(
            "images",
            ElementType.FLOAT32,
            TensorLayout.NCHW,
            shape.channels(),
            OptionalInt.of(shape.height()),
            OptionalInt.of(shape.width()),
            OptionalInt.empty());
    try {
      return preset.of(input, OptionalInt.empty());
    } catch (BundleRefusedException e) {
      throw new TrainingFailedException(
          "These images cannot be prepared so: %s Leave --preprocess out, or add --channels rgb."
              .formatted(e.getMessage()),
          e);
    }
  }
}
