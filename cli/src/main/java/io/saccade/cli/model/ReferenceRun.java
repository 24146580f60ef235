package io.saccade.cli.model;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.Progress;
import io.saccade.cli.files.ImageFile;
import io.saccade.cli.files.InOrder;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.processor.serving.LocalClassifier;
import io.saccade.processor.serving.ModelFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a model see the images of a reference. */
final class ReferenceRun {

  private final LocalClassifier classifier;
  private final int threads;

  ReferenceRun(LocalClassifier classifier, int threads) {
    this.classifier = classifier;
    this.threads = threads;
  }

  /** An image, and what the model said of it or why it could not. */
  private record Seen(ImageFile file, Optional<LocalClassifier.Answer> answer, String objection) {}

  /**
   * Adds every image to a reference.
   *
   * @return what is wrong with those that could not be added, one line each
   */
  List<String> fill(ProfileBuilder builder, List<ImageFile> files, Truth truth)
      throws InterruptedException {
    List<String> objections = new ArrayList<>();
    try (Progress progress = Progress.of("Look at images", files.size(), "images")) {
      InOrder.<Seen>work(
          files,
          threads,
          this::see,
          seen -> {
            seen.answer()
                .ifPresentOrElse(
                    answer ->
                        builder.add(
                            answer.probabilities(),
                            answer.logits(),
                            answer.features(),
                            answer.properties(),
                            truth.of(seen.file())),
                    () -> objections.add(seen.file().name() + ": " + seen.objection()));
            progress.step();
          });
    }
    return objections;
  }

  private Seen see(ImageFile file) throws InterruptedException {
    try {
      ByteBuffer encoded = ByteBuffer.wrap(read(file));
      return new Seen(file, Optional.of(classifier.answer(encoded)), "");
    } catch (ImageRefusedException e) {
      return new Seen(file, Optional.empty(), e.code() + ": " + e.getMessage());
    } catch (ModelFailedException e) {
      return new Seen(file, Optional.empty(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Seen(file, Optional.empty(), BadEndings.message(e));
    }
  }

  /** Of a file that is too large, as much as shows that it is. */
  private static byte[] read(ImageFile file) throws IOException {
    int enough = (int) Math.min(Integer.MAX_VALUE - 8, LocalModels.limits().encodedBytes() + 1);
    try (InputStream in = Files.newInputStream(file.path())) {
      return in.readNBytes(enough);
    }
  }
}
