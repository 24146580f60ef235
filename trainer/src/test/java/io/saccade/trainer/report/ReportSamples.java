package io.saccade.trainer.report;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Fill;
import io.saccade.trainer.data.LeftOut;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.page.Thumbnails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports of trainings that never were, on images that the project draws. */
final class ReportSamples {

  private static final int SIDE = 128;

  private final List<String> classes;
  private final Random random = new Random(5);
  private final ShapeImages images = new ShapeImages(11, 160, SIDE, ImageFormat.JPEG);

  ReportSamples(List<String> classes) {
    this.classes = classes;
  }

  /** A training with everything, of these classes. */
  static ReportData whole(List<String> classes) throws Exception {
    ReportSamples samples = new ReportSamples(classes);
    return samples.report(
        List.of(
            samples.phase("Head on frozen features", 12), samples.phase("The whole network", 8)),
        List.of(samples.result("validation", 700), samples.result("test", 700)));
  }

  /** A training of few epochs, perhaps one, without validation. */
  static ReportData bare(List<String> classes, int epochs) throws Exception {
    ReportSamples samples = new ReportSamples(classes);
    List<EpochPoint> points =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                i -> new EpochPoint(i, Double.NaN, 1.0 / i, Double.NaN, Double.NaN, Double.NaN))
            .toList();
    return samples.report(
        List.of(new Phase("The whole network", points, OptionalInt.empty())), List.of());
  }

  ReportData report(List<Phase> phases, List<PartResult> results) throws Exception {
    List<AugmentedSample> augmented = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      augmented.add(AugmentedSample.of(sample(i, i % classes.size()), thumbnails(), 7));
    }
    List<Integer> counts = classes.stream().map(name -> 40 + random.nextInt(60)).toList();
    return new ReportData(
        new Heading(
            "flowers",
            "1",
            "Fine-tuned from mobilenetv2-12.onnx.",
            Instant.parse("2026-11-22T09:00:00Z")),
        new DataFacts(
            classes,
            List.of(new PartCount("training", counts), new PartCount("validation", counts)),
            List.of(
                new LeftOut("rose/broken.jpg", "The image ends early."),
                new LeftOut(classes.get(0) + "/notes.txt", "It is a text.")),
            "3d12a81f".repeat(8)),
        phases,
        List.of(
            new Candidate("head only", 0.912, 0.31, false),
            new Candidate("fine-tuned", 0.934, 0.24, true)),
        results,
        augmented,
        new ExportFacts(
            Optional.of(new ParityProof(32, 3.1e-6, 2.4e-3, 32)),
            2_230_277,
            List.of(new Size("model.onnx", 8_921_004), new Size("golden", 90_012)),
            List.of(new Setting("base SHA-256", "c0c3f76d".repeat(8)))),
        List.of(
            new Setting("mode", "finetune"),
            new Setting("augment", "flip,rotate=20,shift=0.2,zoom=0.2"),
            new Setting("seed", "1")),
        List.of(
            new Timing("Look at images", Duration.ofMillis(2100)),
            new Timing("Features", Duration.ofSeconds(14)),
            new Timing("Train the network", Duration.ofSeconds(190))),
        List.of("2 files were left out; they are listed below."));
  }

  Phase phase(String name, int epochs) {
    List<EpochPoint> points = new ArrayList<>();
    for (int i = 1; i <= epochs; i++) {
      double done = 1 - Math.exp(-i / 3.0);
      points.add(
          new EpochPoint(
              i,
              3e-4 * 0.5 * (1 + Math.cos(Math.PI * i / epochs)),
              1.7 - 1.5 * done + 0.03 * random.nextDouble(),
              0.3 + 0.66 * done,
              1.6 - 1.2 * done + 0.05 * random.nextDouble(),
              0.35 + 0.58 * done + 0.01 * random.nextDouble()));
    }
    return new Phase(name, points, OptionalInt.of(Math.max(1, epochs - 2)));
  }

  PartResult result(String part, int rows) throws Exception {
    List<Sample> samples = new ArrayList<>();
    float[][] logits = new float[rows][classes.size()];
    for (int row = 0; row < rows; row++) {
      int label = row % classes.size();
      samples.add(sample(row, label));
      for (int i = 0; i < classes.size(); i++) {
        logits[row][i] = (float) (random.nextGaussian() * 1.6);
      }
      logits[row][label] += 4.5f;
    }
    return PartResult.of(part, samples, logits, 1.3, thumbnails());
  }

  private Sample sample(int number, int label) {
    return new Sample(
        "%s/%04d.jpg".formatted(classes.get(label), number),
        label,
        null,
        most -> images.draw(number).encoded());
  }

  private static Thumbnails thumbnails() throws Exception {
    return new Thumbnails(
        Preprocessing.torchvision(SIDE),
        Decoding.defaults(),
        Augmentation.parse("flip,rotate=20,shift=0.2,zoom=0.2,color", Fill.NEAREST),
        1);
  }
}
