package io.saccade.trainer.export;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.FeatureOutput;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.image.ImageProperties;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reference that drift is held against, of the images that nothing was trained on. Where
 * there are too few of them, there is none, and the bundle serves without being watched.
 */
final class ReferenceMaking {

  private static final int DRAWS = 10_000;
  private static final long SEED = 1;

  private final TrainingTensors tensors;
  private final OrtNetwork network;
  private final int threads;
  private final Progress progress;

  ReferenceMaking(TrainingTensors tensors, OrtNetwork network, int threads, Progress progress) {
    this.tensors = tensors;
    this.network = network;
    this.threads = threads;
    this.progress = progress;
  }

  /** The bundle with its reference, where there are images enough. */
  Bundle in(Bundle bundle, Measured measured)
      throws IOException, BundleRefusedException, TrainingFailedException, InterruptedException {
    List<PartScores> parts =
        Stream.of(measured.validation(), measured.test()).flatMap(Optional::stream).toList();
    int images = parts.stream().mapToInt(part -> part.samples().size()).sum();
    if (images < Calibration.FEWEST_IMAGES) {
      return bundle;
    }
    ProfileBuilder builder = new ProfileBuilder(bundle.binding(), SEED);
    Optional<String> features = bundle.manifest().features().map(FeatureOutput::name);
    for (PartScores part : parts) {
      add(builder, part, features.isPresent() ? features(features.get(), part) : null);
    }
    ProfileBuilder.Built built = builder.build();
    progress.tell(new TrainingEvent.Stage("Draw windows for drift", 100, "%"));
    NullTables tables =
        new Calibration(DRAWS, SEED, threads)
            .run(
                Splits.of(built.rows()),
                (done, all) -> progress.tell(new TrainingEvent.Step((int) (100 * done / all))));
    return bundle.withReference(new CalibratedReference(built.profile(), tables));
  }

  private float[][] features(String output, PartScores part)
      throws IOException, TrainingFailedException, InterruptedException {
    progress.tell(
        new TrainingEvent.Stage("Read features for drift", part.samples().size(), "images"));
    return network.rows(
        output, part.samples(), tensors, 0, done -> progress.tell(new TrainingEvent.Step(done)));
  }

  private void add(ProfileBuilder builder, PartScores part, float @Nullable [][] features)
      throws IOException {
    List<ImageProperties> properties = tensors.properties(part.samples());
    for (int i = 0; i < part.samples().size(); i++) {
      builder.add(
          part.probabilities(i),
          part.logits()[i],
          features == null ? null : features[i],
          properties.get(i),
          OptionalInt.of(part.samples().get(i).label()));
    }
  }
}
