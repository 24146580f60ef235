package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageRefusedException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Decodes the images of one worker, and keeps the journal of that: an image that took the process
 * down twice is refused. Only decoding is guarded, not the model. For one thread.
 */
final class GuardedDecoder {

  private final CrashJournal journal;
  private final CrashJournal.Entry entry;
  private final long patienceNanos;

  /**
   * A decoder.
   *
   * @param patience for how long one suspect waits for another
   */
  GuardedDecoder(CrashJournal journal, Duration patience) {
    this.journal = journal;
    this.entry = journal.entry();
    this.patienceNanos = patience.toNanos();
  }

  /**
   * Decodes the image of a request.
   *
   * @param begins called when the waiting is over and the work begins
   */
  DecodedImage decode(Request request, ByteBuffer encoded, Runnable begins)
      throws ImageRefusedException, InterruptedException {
    CrashJournal.Image image = CrashJournal.Image.of(request.coordinates, encoded.remaining());
    Optional<CrashJournal.Suspect> suspect = journal.suspect(image);
    if (suspect.isEmpty()) {
      return decode(request, encoded, begins, image);
    }
    if (suspect.get().isCondemned()) {
      throw new ImageRefusedException(
          ErrorCode.NATIVE_CRASH,
          "the process died %d times while it decoded this image".formatted(suspect.get().times()));
    }
    boolean turn = journal.awaitTurn(patienceNanos);
    try {
      return decode(request, encoded, begins, image);
    } finally {
      journal.acquit(suspect.get());
      if (turn) {
        journal.endTurn();
      }
    }
  }

  /** The worker ends. */
  void close() {
    entry.giveBack();
  }

  private DecodedImage decode(
      Request request, ByteBuffer encoded, Runnable begins, CrashJournal.Image image)
      throws ImageRefusedException {
    try {
      return request
          .model
          .preprocessor()
          .decode(
              encoded,
              () -> {
                begins.run();
                entry.begin(image);
              });
    } finally {
      entry.end();
    }
  }
}
