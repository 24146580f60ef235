package io.saccade.trainer.export;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.FeatureOutput;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.head.Temperature;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.quantize.Evidence;
import io.saccade.trainer.quantize.Quantization;
import io.saccade.trainer.quantize.QuantizationRefusedException;
import io.saccade.trainer.quantize.QuantizationReport;
import io.saccade.trainer.quantize.Quantized;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Makes a bundle of a trained head: writes the weights into the graph that was read, proves that
 * the result computes what was trained, measures it as it will be served, and describes it. Nothing
 * touches the disk; {@link io.saccade.model.bundle.BundleWriter} does that at the end, whole or not
 * at all.
 */
public final class Export {

  private static final int PROOF_IMAGES = 64;
  private static final int CALIBRATION_IMAGES = 256;

  private final ExportOrder order;
  private final Progress progress;
  private final TrainingTensors tensors;

  /** An export, which tells the progress of its stages. */
  public Export(ExportOrder order, Progress progress) {
    this.order = order;
    this.progress = progress;
    this.tensors =
        new TrainingTensors(order.preprocessing(), order.decoding(), Augmentation.none(), 0);
  }

  /**
   * Finds out before anything is trained whether there can be a bundle of it: that name, version
   * and labels are accepted, and that ONNX Runtime takes the graph.
   *
   * @throws TrainingFailedException with the reason and what to do about it
   */
  public void rehearse(GraftedHead head) throws GraphRefusedException, TrainingFailedException {
    ModelProto model = head.export(Map.of());
    bundle(head, model);
    OrtNetwork.of(model, 1).close();
  }

  /**
   * Makes the bundle.
   *
   * @param trained what has changed, by name, to be put in place of the graph's own constants
   * @param reference what was trained, computed by other means
   * @throws TrainingFailedException where the model does not compute what was trained
   * @throws QuantizationRefusedException where it would lose too much as integers; as floats it can
   *     still be exported
   * @throws IOException if an image cannot be read any more
   */
  public Exported of(GraftedHead head, Map<String, HostTensor> trained, Reference reference)
      throws GraphRefusedException,
          TrainingFailedException,
          QuantizationRefusedException,
          IOException,
          InterruptedException {
    boolean half = order.storage() == Storage.HALF;
    Map<String, HostTensor> weights =
        half ? HalfStorage.rounded(head.graph(), trained) : Map.copyOf(trained);
    ModelProto exported = head.export(weights);
    ModelProto model = half ? HalfStorage.of(exported) : exported;
    try (OrtNetwork network = OrtNetwork.of(model, order.threads())) {
      Parity parity = parity(network, weights, reference);
      Optional<PartScores> validation =
          scores("Validate the export", network, order.split().validation());
      return order.storage() == Storage.INT8
          ? quantized(head, new Proven(model, parity, validation, Optional.empty()))
          : finished(head, new Proven(model, parity, validation, Optional.empty()), network);
    }
  }

  /** A model on its way into the bundle. */
  private record Proven(
      ModelProto model,
      Parity parity,
      Optional<PartScores> validation,
      Optional<QuantizationReport> quantization) {}

  private Parity parity(OrtNetwork network, Map<String, HostTensor> weights, Reference reference)
      throws GraphRefusedException, TrainingFailedException, IOException, InterruptedException {
    List<Sample> images = new ArrayList<>(spread(order.split().validation(), PROOF_IMAGES));
    images.addAll(spread(order.split().training(), PROOF_IMAGES - images.size()));
    IntConsumer steps = stage("Prove the export", 2 * images.size());
    float[][] expected = reference.logits(weights, images, tensors);
    steps.accept(images.size());
    float[][] actual = network.rows(images, tensors, 0, done -> steps.accept(images.size() + done));
    return Parity.of(expected, actual);
  }

  private Exported quantized(GraftedHead head, Proven floats)
      throws GraphRefusedException,
          TrainingFailedException,
          QuantizationRefusedException,
          IOException,
          InterruptedException {
    PartScores before =
        floats
            .validation()
            .orElseThrow(
                () ->
                    new TrainingFailedException(
                        "There are no validation images to show what int8 costs; give them a share"
                            + " with --val-split, or leave out --quantize."));
    List<Sample> calibration = spread(order.split().training(), CALIBRATION_IMAGES);
    Evidence evidence = new Evidence(tensors, calibration, before.samples(), before.logits());
    Quantized integers = new Quantization(order.threads(), progress).of(floats.model(), evidence);
    try (OrtNetwork network = OrtNetwork.of(integers.model(), order.threads())) {
      Proven proven =
          new Proven(
              integers.model(),
              floats.parity(),
              Optional.of(PartScores.of(before.samples(), integers.logits())),
              Optional.of(integers.report()));
      return finished(head, proven, network);
    }
  }

  private Exported finished(GraftedHead head, Proven proven, OrtNetwork network)
      throws TrainingFailedException, IOException, InterruptedException {
    Split split = order.split();
    Optional<PartScores> test = scores("Test the export", network, split.test());
    double temperature =
        proven.validation().map(part -> Temperature.of(part.logits(), part.labels())).orElse(1.0);
    Measured measured =
        new Measured(
            proven.parity(), temperature, proven.validation(), test, proven.quantization());
    List<Sample> shown = split.validation().isEmpty() ? split.training() : split.validation();
    List<Golden> golden = new GoldenImages(tensors, network).of(shown);
    ReferenceMaking reference = new ReferenceMaking(tensors, network, order.threads(), progress);
    try {
      Bundle bundle =
          bundle(head, proven.model())
              .withFiles(ModelCard.files(order, measured))
              .withGolden(golden);
      return new Exported(reference.in(bundle, measured), measured);
    } catch (BundleRefusedException e) {
      throw new TrainingFailedException("No bundle can be made: " + e.getMessage(), e);
    }
  }

  private Optional<PartScores> scores(String name, OrtNetwork network, List<Sample> samples)
      throws TrainingFailedException, IOException, InterruptedException {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    IntConsumer steps = stage(name, samples.size());
    return Optional.of(PartScores.of(samples, network.rows(samples, tensors, 0, steps)));
  }

  private Bundle bundle(GraftedHead head, ModelProto model) throws TrainingFailedException {
    try {
      ModelDeclaration declared =
          new ModelDeclaration(
              order.name(),
              order.version(),
              order.name(),
              new ModelInput(head.graph().input(), order.preprocessing()),
              new ModelOutput(head.logits(), OutputKind.LOGITS, order.classes().size()),
              Optional.of(new FeatureOutput(head.features(), head.width())));
      return Bundle.of(declared, model.toByteArray(), order.classes());
    } catch (BundleRefusedException e) {
      throw new TrainingFailedException("No bundle can be made: " + e.getMessage(), e);
    }
  }

  private IntConsumer stage(String name, int images) {
    progress.tell(new TrainingEvent.Stage(name, images, "images"));
    return done -> progress.tell(new TrainingEvent.Step(done));
  }

  /** So many at most, evenly spread: parts are sorted by name, and so by class. */
  private static List<Sample> spread(List<Sample> samples, int most) {
    int count = Math.min(samples.size(), Math.max(0, most));
    return IntStream.range(0, count)
        .mapToObj(i -> samples.get((int) ((long) i * samples.size() / count)))
        .toList();
  }
}
