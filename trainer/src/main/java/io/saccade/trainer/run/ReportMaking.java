package io.saccade.trainer.run;

import io.saccade.model.bundle.Bundle;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.export.Exported;
import io.saccade.trainer.export.Measured;
import io.saccade.trainer.export.Parity;
import io.saccade.trainer.export.PartScores;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.page.Thumbnails;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.report.AugmentedSample;
import io.saccade.trainer.report.DataFacts;
import io.saccade.trainer.report.ExportFacts;
import io.saccade.trainer.report.Heading;
import io.saccade.trainer.report.ParityProof;
import io.saccade.trainer.report.PartResult;
import io.saccade.trainer.report.ReportData;
import io.saccade.trainer.report.Setting;
import io.saccade.trainer.report.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Gathers what a training's report shows. */
final class ReportMaking {

  private static final int AUGMENTED = 6;
  private static final int VARIED = 5;

  private final Ground ground;
  private final Narration narration;

  ReportMaking(Ground ground, Narration narration) {
    this.ground = ground;
    this.narration = narration;
  }

  ReportData of(Trained trained, Exported exported) throws IOException {
    Recipe recipe = ground.recipe();
    Augmentation augmentation = recipe.images().augmentation();
    Thumbnails thumbnails =
        new Thumbnails(
            ground.network().preprocessing(),
            Decoding.defaults(),
            augmentation,
            recipe.learning().seed());
    return new ReportData(
        new Heading(recipe.result().name(), recipe.result().version(), summary(), Instant.now()),
        DataFacts.of(ground.images(), ground.split()),
        trained.phases(),
        trained.candidates(),
        results(exported.measured(), thumbnails),
        augmentation.isNone() ? List.of() : augmented(thumbnails),
        facts(trained, exported),
        settings(recipe),
        narration.timings(),
        narration.notices());
  }

  private String summary() {
    String what =
        switch (ground.recipe().learning().mode().orElseThrow()) {
          case HEAD -> "A new head on ";
          case FINETUNE -> "Fine-tuned from ";
          case SCRATCH -> "Trained from scratch as ";
        };
    return what
        + ground.network().name()
        + ", on %d images of %d classes."
            .formatted(ground.split().training().size(), ground.classes());
  }

  private static List<PartResult> results(Measured measured, Thumbnails thumbnails) {
    List<PartResult> results = new ArrayList<>();
    measured
        .validation()
        .ifPresent(part -> results.add(result("validation", part, measured, thumbnails)));
    measured.test().ifPresent(part -> results.add(result("test", part, measured, thumbnails)));
    return results;
  }

  private static PartResult result(
      String name, PartScores part, Measured measured, Thumbnails thumbnails) {
    return PartResult.of(name, part.samples(), part.logits(), measured.temperature(), thumbnails);
  }

  /** The first image of each class, for some classes. */
  private List<AugmentedSample> augmented(Thumbnails thumbnails) throws IOException {
    List<AugmentedSample> augmented = new ArrayList<>();
    TreeSet<Integer> seen = new TreeSet<>();
    for (Sample sample : ground.split().training()) {
      if (augmented.size() < AUGMENTED && seen.add(sample.label())) {
        augmented.add(AugmentedSample.of(sample, thumbnails, VARIED));
      }
    }
    return augmented;
  }

  private ExportFacts facts(Trained trained, Exported exported) {
    Measured measured = exported.measured();
    ParityProof parity =
        new ParityProof(
            measured.parity().images(),
            measured.parity().difference(),
            Parity.TOLERANCE * measured.parity().range(),
            measured.parity().images());
    long parameters =
        trained.head().graph().constants().values().stream()
            .filter(HostTensor::isFloat)
            .mapToLong(HostTensor::size)
            .sum();
    List<Setting> more = new ArrayList<>();
    more.add(new Setting("bundle", exported.bundle().sha256()));
    more.add(new Setting("base", ground.network().sha256()));
    measured
        .quantization()
        .ifPresent(
            report ->
                more.add(
                    new Setting(
                        "int8",
                        "%s, %d-bit weights"
                            .formatted(report.choice().words(), report.choice().weightBits()))));
    Versions.all().forEach((name, version) -> more.add(new Setting(name, version)));
    return new ExportFacts(Optional.of(parity), parameters, sizes(exported.bundle()), more);
  }

  /** Of every file, those of a folder together, and of all. */
  private static List<Size> sizes(Bundle bundle) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bundle
        .sizes()
        .forEach(
            (name, size) -> {
              int slash = name.indexOf('/');
              bytes.merge(slash < 0 ? name : name.substring(0, slash + 1), size, Long::sum);
            });
    long all = bundle.sizes().values().stream().mapToLong(Long::longValue).sum();
    List<Size> sizes = new ArrayList<>();
    bytes.forEach((name, size) -> sizes.add(new Size(name, size)));
    sizes.add(new Size("in all", all));
    return sizes;
  }

  private static List<Setting> settings(Recipe recipe) {
    List<Setting> settings = new ArrayList<>();
    recipe.written().forEach((flag, value) -> settings.add(new Setting(flag.word(), value)));
    return settings;
  }
}
