package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.processor.source.EventRefusedException;
import io.saccade.processor.source.FetchedImage;
import io.saccade.processor.source.ImageSource;
import io.saccade.schemas.avro.ImageReference;
import java.nio.ByteBuffer;

/**
 * Has the images fetched that events refer to. A request stands aside meanwhile and comes back to
 * the queue with its image, or failed: no worker waits for a host.
 */
final class ClaimChecks {

  private final ImageSource source;
  private final WorkQueue queue;
  private final long inlineBytes;

  ClaimChecks(ImageSource source, WorkQueue queue, long inlineBytes) {
    this.source = source;
    this.queue = queue;
    this.inlineBytes = inlineBytes;
  }

  /** Images that travel inline may be smaller than those that are fetched. */
  ByteBuffer inline(ByteBuffer image) throws EventRefusedException {
    if (image.remaining() > inlineBytes) {
      throw new EventRefusedException(
          ErrorCode.EVENT_TOO_LARGE,
          "The image has %d bytes, and the limit is %d.".formatted(image.remaining(), inlineBytes));
    }
    return image;
  }

  /** Begins to fetch; does not wait. */
  void begin(Request request, ImageReference reference) {
    if (!queue.handOver(request)) {
      return; // It was settled and taken away.
    }
    try {
      source.fetch(reference.getUri(), reference.getSha256(), new Waiting(request));
    } catch (EventRefusedException e) {
      new Waiting(request).refused(e);
    }
  }

  private final class Waiting implements ImageSource.Receiver {

    private final Request request;

    Waiting(Request request) {
      this.request = request;
    }

    @Override
    public boolean isWanted() {
      return !request.isSettled();
    }

    @Override
    public void fetched(FetchedImage image) {
      request.fetched = image;
      queue.add(request);
    }

    @Override
    public void refused(EventRefusedException why) {
      request.fail(why.code(), why.getMessage() + "");
      queue.add(request);
    }

    @Override
    public void broken(Throwable cause) {
      request.outcome.complete(new Outcome.Broken(cause));
      queue.add(request);
    }
  }
}
