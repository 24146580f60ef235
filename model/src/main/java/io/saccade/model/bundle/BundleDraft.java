package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.onnx.ClassOutput;
import io.saccade.model.onnx.ImageInput;
import io.saccade.model.onnx.OnnxGraph;
import io.saccade.model.onnx.OutputEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A bundle made of any classifier's ONNX file and list of labels, with what its maker should know.
 *
 * @param bundle the bundle, still without golden images: only a run can make those
 * @param notices what was assumed or changed, a sentence each
 */
public record BundleDraft(Bundle bundle, List<String> notices) {

  /** Copies the notices. */
  public BundleDraft {
    notices = List.copyOf(notices);
  }

  /**
   * What a draft is made of besides the model and its labels.
   *
   * @param size the side of the model's images in pixels; needed where the graph does not say
   * @param output the name of the output; needed where the graph has several
   */
  public record Order(
      String name,
      String version,
      PreprocessPreset preset,
      OptionalInt size,
      Optional<String> output) {

    /** An order that leaves size and output to the graph. */
    public static Order of(String name, String version, PreprocessPreset preset) {
      return new Order(name, version, preset, OptionalInt.empty(), Optional.empty());
    }
  }

  /**
   * Inspects the graph and makes a bundle of it.
   *
   * @param onnx the bytes of the model; kept, so they must not be written to
   * @param labels the bytes of the list of labels, one a line
   * @throws BundleRefusedException with the reason and what to do about it
   */
  public static BundleDraft of(Order order, byte[] onnx, byte[] labels)
      throws BundleRefusedException {
    OnnxGraph graph = OnnxGraph.parse(onnx);
    ImageInput input = ImageInput.of(graph);
    ClassOutput output = ClassOutput.of(graph, order.output());
    Labels.Tidied tidied = Labels.tidy(labels);
    int classes = tidied.labels().size();
    requireLabels(output, classes);
    List<String> notices = new ArrayList<>(tidied.notices());
    noteOutput(output, classes, notices);
    noteInput(input, notices);
    ModelDeclaration declared =
        declaration(
            order,
            new ModelInput(input.name(), order.preset().of(input, order.size())),
            output,
            classes);
    return new BundleDraft(Bundle.of(declared, onnx, tidied.labels()), notices);
  }

  private static ModelDeclaration declaration(
      Order order, ModelInput input, ClassOutput output, int classes)
      throws BundleRefusedException {
    OutputKind kind =
        output.ending() == OutputEnding.SOFTMAX ? OutputKind.SOFTMAX : OutputKind.LOGITS;
    try {
      return ModelDeclaration.of(
          order.name(), order.version(), input, new ModelOutput(output.name(), kind, classes));
    } catch (IllegalArgumentException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_SHAPES, "The model's output is not usable: " + e.getMessage() + ".", e);
    }
  }

  private static void requireLabels(ClassOutput output, int labels) throws BundleRefusedException {
    int classes = output.classes().orElse(labels);
    if (classes == labels) {
      return;
    }
    String advice =
        switch (classes - labels) {
          case 1 ->
              "If the model counts a background class first, add a line 'background' at the top";
          case -1 -> "If the first line names a background class, take it away";
          default -> "Use the list of labels that belongs to this model";
        };
    throw new BundleRefusedException(
        RefusalCode.MODEL_LABELS,
        "The model has %d classes, but the list has %d labels. %s."
            .formatted(classes, labels, advice));
  }

  private static void noteOutput(ClassOutput output, int labels, List<String> notices) {
    if (output.classes().isEmpty()) {
      notices.add(
          "The graph does not say how many classes it has: taken as %d, the number of labels."
              .formatted(labels));
    }
    if (output.ending() == OutputEnding.SIGMOID) {
      notices.add(
          "The graph ends in a sigmoid, a probability for each class by itself: Saccade takes the"
              + " values as scores, so the order of the labels holds but not their probabilities.");
    }
  }

  private static void noteInput(ImageInput input, List<String> notices) {
    if (input.batch().isPresent()) {
      notices.add(
          "The graph has a fixed batch of %d: export it with a dynamic one to be faster."
              .formatted(input.batch().getAsInt()));
    }
  }
}
