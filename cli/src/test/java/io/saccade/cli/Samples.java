package io.saccade.cli;

import io.saccade.cli.model.GoldenImages;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.FeatureOutput;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.bundle.Manifest;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.onnx.Graphs;
import io.saccade.model.onnx.OnnxGraph;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that tests work on, drawn and built by the project itself. */
public final class Samples {

  /** What {@link #bundleWithFeatures} gives for an image. */
  public static final int FEATURES = 6;

  private Samples() {}

  /** Writes drawn images named {@code 000-red.jpg}: a number, and the colour that it shows. */
  public static Path images(Path folder, int count) throws Exception {
    Files.createDirectories(folder);
    ShapeImages images = new ShapeImages(7, 96, 80, ImageFormat.JPEG);
    for (int i = 0; i < count; i++) {
      ShapeImage image = images.draw(i);
      Files.write(
          folder.resolve("%03d-%s.jpg".formatted(i, image.color().label())), image.encoded());
    }
    return folder;
  }

  /** Writes a bundle whose model tells the colours of those images. */
  public static Path bundle(Path target) throws Exception {
    return write(ColorModel.bundle("1"), target);
  }

  /** The same, whose model gives the amounts of the colours beside: six features. */
  public static Path bundleWithFeatures(Path target) throws Exception {
    byte[] onnx =
        Graphs.changed(
            ColorModel.onnx(),
            model -> {
              GraphProto.Builder graph = model.getGraphBuilder();
              for (NodeProto node : graph.getNodeList()) {
                if (node.getOpType().equals("Gemm")) {
                  graph.addOutput(graph.getOutput(0).toBuilder().setName(node.getInput(0)));
                }
              }
            });
    String features = OnnxGraph.parse(onnx).outputs().get(1).name();
    Manifest plain = ColorModel.bundle("1").manifest();
    ModelDeclaration declared =
        new ModelDeclaration(
            plain.name(),
            plain.version(),
            plain.family(),
            plain.input(),
            plain.output(),
            Optional.of(new FeatureOutput(features, FEATURES)));
    return write(Bundle.of(declared, onnx, ShapeColor.labels()), target);
  }

  private static Path write(Bundle bundle, Path target) throws Exception {
    BundleWriter.write(GoldenImages.record(bundle, new LocalModels()), target, IfPresent.REFUSE);
    return target;
  }
}
