package io.saccade.cli.classify;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.files.ImageFile;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.ErrorCode;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.processor.serving.LocalClassifier;
import io.saccade.processor.serving.ModelFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Classifies files one by one; what is wrong with a file is an answer. Thread-safe. */
final class FileClassifier {

  private final LocalClassifier classifier;
  private final int top;

  FileClassifier(LocalClassifier classifier, int top) {
    this.classifier = classifier;
    this.top = top;
  }

  /** The answer for one file. */
  Answer classify(ImageFile file) throws InterruptedException {
    try {
      return new Answer.Labelled(
          file.name(), classifier.classify(ByteBuffer.wrap(read(file.path())), top));
    } catch (ImageRefusedException e) {
      return new Answer.Refused(file.name(), e.code().name(), message(e));
    } catch (ModelFailedException e) {
      return new Answer.Refused(file.name(), ErrorCode.MODEL_FAILED.name(), message(e));
    } catch (IOException e) {
      return new Answer.Refused(file.name(), "FILE_UNREADABLE", BadEndings.message(e));
    }
  }

  /** Of a file that is too large, as much as shows that it is. */
  private static byte[] read(Path path) throws IOException {
    int enough = (int) Math.min(Integer.MAX_VALUE - 8, LocalModels.limits().encodedBytes() + 1);
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(enough);
    }
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
