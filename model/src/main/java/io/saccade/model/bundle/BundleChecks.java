package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.drift.ProfileBinding;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.ClassOutput;
import io.saccade.model.onnx.GraphTensor;
import io.saccade.model.onnx.ImageInput;
import io.saccade.model.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** Whether the parts of a bundle agree with its manifest. */
final class BundleChecks {

  private BundleChecks() {}

  /** What a reference for the bundle is measured with. */
  static ProfileBinding binding(Manifest manifest) {
    return new ProfileBinding(
        hash(manifest, BundleFiles.MODEL),
        hash(manifest, BundleFiles.LABELS),
        Sha256.of(ManifestWriter.write(manifest.input())));
  }

  private static String hash(Manifest manifest, String name) {
    return Objects.requireNonNull(manifest.files().get(name), name);
  }

  /**
   * {@code MODEL_REFERENCE} where there is a reference, and it is not of what the manifest says.
   */
  static Optional<CalibratedReference> reference(Manifest manifest, SortedMap<String, byte[]> files)
      throws BundleRefusedException {
    byte[] bytes = files.get(BundleFiles.REFERENCE);
    if (bytes == null) {
      return Optional.empty();
    }
    CalibratedReference reference = CalibratedReference.read(bytes, binding(manifest));
    ReferenceProfile profile = reference.profile();
    boolean logits = manifest.output().kind() == OutputKind.LOGITS;
    int width = manifest.features().map(FeatureOutput::width).orElse(0);
    if (profile.classes() != manifest.output().classes()
        || (profile.needsLogits() && !logits)
        || profile.featureWidth().orElse(width) != width) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_REFERENCE,
          "The reference in %s is of other outputs than the manifest declares; make it again."
              .formatted(BundleFiles.REFERENCE));
    }
    return Optional.of(reference);
  }

  /** {@code MODEL_SHAPES} unless the graph takes and gives what the manifest says. */
  static void shapes(Manifest manifest, OnnxGraph graph) throws BundleRefusedException {
    ImageInput input = ImageInput.of(graph);
    Preprocessing preprocessing = manifest.input().preprocessing();
    if (!input.name().equals(manifest.input().name())) {
      throw shapes("the input " + manifest.input().name(), "the graph's input is " + input.name());
    }
    long[] expected = preprocessing.shape(1);
    List<Long> declared = graph.inputs().get(0).dims();
    boolean fits = input.type() == preprocessing.type();
    for (int i = 1; i < expected.length; i++) {
      fits &= declared.get(i) == GraphTensor.DYNAMIC || declared.get(i) == expected[i];
    }
    if (!fits) {
      throw shapes(
          ManifestWriter.nameOf(preprocessing.type())
              + " images of width %d, height %d and %d channels, %s"
                  .formatted(
                      preprocessing.width(),
                      preprocessing.height(),
                      preprocessing.channels(),
                      ManifestWriter.nameOf(preprocessing.layout())),
          "the graph takes " + graph.inputs().get(0).describe());
    }
    outputs(manifest, graph);
  }

  private static void outputs(Manifest manifest, OnnxGraph graph) throws BundleRefusedException {
    ClassOutput output = ClassOutput.of(graph, Optional.of(manifest.output().name()));
    int classes = manifest.output().classes();
    if (output.classes().orElse(classes) != classes) {
      throw shapes(classes + " classes", "the graph gives " + output.classes().getAsInt());
    }
    if (manifest.features().isPresent()) {
      features(manifest.features().get(), graph);
    }
  }

  private static void features(FeatureOutput features, OnnxGraph graph)
      throws BundleRefusedException {
    GraphTensor output =
        graph.outputs().stream()
            .filter(tensor -> tensor.name().equals(features.name()))
            .findFirst()
            .orElse(null);
    if (output == null) {
      throw shapes("the feature output " + features.name(), "the graph has no such output");
    }
    List<Long> sizes = output.dims().stream().skip(1).toList();
    boolean open = output.dims().isEmpty() || sizes.contains(GraphTensor.DYNAMIC);
    double width = sizes.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    if (!output.type().equals("float32") || (!open && width != features.width())) {
      throw shapes(
          "%d features of float32 for every image".formatted(features.width()),
          "the graph gives " + output.describe());
    }
  }

  /** {@code MODEL_LABELS} unless there is one label a class. */
  static void labels(Manifest manifest, List<String> labels) throws BundleRefusedException {
    if (labels.size() != manifest.output().classes()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_LABELS,
          "The bundle has %d labels, but the model %d classes."
              .formatted(labels.size(), manifest.output().classes()));
    }
  }

  /** The golden images of the manifest; {@code MODEL_GOLDEN} where their record is not usable. */
  static List<Golden> golden(Manifest manifest, SortedMap<String, byte[]> files)
      throws BundleRefusedException {
    List<Golden> golden = new ArrayList<>();
    for (GoldenEntry entry : manifest.golden()) {
      byte[] outputs = BundleFiles.bytes(files, entry.outputs());
      if (outputs.length != manifest.output().classes() * Float.BYTES) {
        throw golden(
            entry.name(),
            "%s has %d bytes, but %d classes take %d"
                .formatted(
                    entry.outputs(),
                    outputs.length,
                    manifest.output().classes(),
                    manifest.output().classes() * Float.BYTES));
      }
      try {
        golden.add(
            new Golden(
                entry.name(),
                BundleFiles.bytes(files, entry.image()),
                entry.tensorSha256(),
                Golden.outputsOf(outputs)));
      } catch (IllegalArgumentException e) {
        throw golden(entry.name(), String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(golden);
  }

  private static BundleRefusedException shapes(String stated, String found) {
    return new BundleRefusedException(
        RefusalCode.MODEL_SHAPES, "The manifest says " + stated + ", but " + found + ".");
  }

  private static BundleRefusedException golden(String name, String why) {
    return new BundleRefusedException(
        RefusalCode.MODEL_GOLDEN, "The golden image " + name + " is not usable: " + why + ".");
  }
}
