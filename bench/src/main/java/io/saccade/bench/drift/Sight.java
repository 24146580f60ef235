package io.saccade.bench.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LocalClassifier;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Lets a model see images, by the very path that makes references: the processor's gate, decoder,
 * preprocessing and session, one image at a time. One row an image, whatever windows are drawn from
 * it later. Ends with this.
 */
final class Sight implements AutoCloseable {

  private final DataSet set;
  private final LocalClassifier classifier;

  private Sight(DataSet set, LocalClassifier classifier) {
    this.set = set;
    this.classifier = classifier;
  }

  /**
   * The sight of a data set's model.
   *
   * @throws BundleRefusedException {@code MODEL_DEVICE} where the device is not there
   */
  static Sight of(DataSet set, Device device) throws BundleRefusedException {
    LocalModels models = new LocalModels();
    int threads = Runtime.getRuntime().availableProcessors() + 1;
    return new Sight(
        set,
        new LocalClassifier(
            models
                .admit(set.bundle(), models.place(device, set.bundle()), LanePlan.single(), threads)
                .model()));
  }

  /** The images as they came, in the form that they came in. */
  List<Row> asTheyCame() throws CommandFailedException, InterruptedException {
    return see(i -> set.images().get(i).encoded());
  }

  /** The images without any change, in the form that changed ones have. */
  List<Row> unchanged() throws CommandFailedException, InterruptedException {
    return see(i -> set.images().get(i).picture().png());
  }

  /**
   * The images after a change.
   *
   * @param seed of the change's chance, which is each image's own
   */
  List<Row> after(PictureChange change, long seed)
      throws CommandFailedException, InterruptedException {
    return see(
        i -> {
          SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + i);
          return change.apply(set.images().get(i).picture(), random).png();
        });
  }

  /** A row for each image, in order. */
  List<Row> see(IntFunction<byte[]> encoded) throws CommandFailedException, InterruptedException {
    Row[] rows = new Row[set.size()];
    try {
      IntStream.range(0, rows.length).parallel().forEach(i -> rows[i] = row(i, encoded.apply(i)));
    } catch (UnseenException e) {
      throw new CommandFailedException(
          "the model cannot see an image of %s: %s".formatted(set.name(), e.getMessage()), e);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while images were seen");
    }
    return List.of(rows);
  }

  private Row row(int index, byte[] encoded) {
    try {
      LocalClassifier.Answer answer = classifier.answer(ByteBuffer.wrap(encoded));
      return new Row(
          answer.probabilities(),
          answer.logits(),
          answer.properties(),
          set.images().get(index).truth());
    } catch (ImageRefusedException | ModelFailedException e) {
      throw new UnseenException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnseenException(e);
    }
  }

  @Override
  public void close() {
    classifier.close();
  }

  /** Carries what went wrong out of the streams. */
  private static final class UnseenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnseenException(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }
}
