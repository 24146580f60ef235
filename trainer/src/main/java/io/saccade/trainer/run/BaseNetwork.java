package io.saccade.trainer.run;

import com.google.protobuf.InvalidProtocolBufferException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.ImageInput;
import io.saccade.model.onnx.OnnxGraph;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.graph.FreeBatch;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.NetworkPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Reads a pretrained network. */
final class BaseNetwork {

  private BaseNetwork() {}

  /**
   * The network of an ONNX file or a bundle.
   *
   * @throws TrainingFailedException where it is neither, or takes no images
   */
  static Network read(Path base, NetworkPlan plan) throws IOException, TrainingFailedException {
    String name = String.valueOf(base.toAbsolutePath().normalize().getFileName());
    try {
      if (plan.preset().isEmpty()) {
        Bundle bundle = Bundle.read(base);
        Preprocessing preprocessing = bundle.manifest().input().preprocessing();
        requireSize(preprocessing, plan.imageSize());
        return network(name, bundle.model(), preprocessing);
      }
      byte[] bytes = Files.readAllBytes(base);
      ImageInput input = ImageInput.of(OnnxGraph.parse(bytes));
      return network(name, bytes, preprocessing(input, plan.preset().get(), plan.imageSize()));
    } catch (BundleRefusedException e) {
      throw new TrainingFailedException(
          "The base %s cannot be used: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Network network(String name, byte[] bytes, Preprocessing preprocessing) {
    return new Network(name, Hash.of(bytes), preprocessing, classes -> graph(bytes));
  }

  private static Graph graph(byte[] bytes) throws GraphRefusedException {
    try {
      return FreeBatch.of(Graph.of(ModelProto.parseFrom(bytes)));
    } catch (InvalidProtocolBufferException e) {
      throw new GraphRefusedException("The base is no ONNX model: " + e.getMessage(), e);
    }
  }

  private static Preprocessing preprocessing(
      ImageInput input, PreprocessPreset preset, OptionalInt size)
      throws BundleRefusedException, TrainingFailedException {
    if (size.isEmpty() && (input.width().isEmpty() || input.height().isEmpty())) {
      throw new TrainingFailedException(
          "The base takes images of any size; say which with %s, such as %s 224."
              .formatted(Flag.IMAGE_SIZE, Flag.IMAGE_SIZE));
    }
    if (size.isPresent() && input.width().orElse(size.getAsInt()) != size.getAsInt()) {
      throw sizeIsFixed(input.width().getAsInt());
    }
    return preset.of(input, size);
  }

  private static void requireSize(Preprocessing preprocessing, OptionalInt size)
      throws TrainingFailedException {
    if (size.isPresent() && size.getAsInt() != preprocessing.width()) {
      throw sizeIsFixed(preprocessing.width());
    }
  }

  private static TrainingFailedException sizeIsFixed(int side) {
    return new TrainingFailedException(
        "The base takes images of %d pixels and no others; leave %s out."
            .formatted(side, Flag.IMAGE_SIZE));
  }
}
