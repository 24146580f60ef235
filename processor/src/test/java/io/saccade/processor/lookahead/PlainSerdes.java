package io.saccade.processor.lookahead;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Avro without a registry, and a switch that takes the registry away. */
public final class PlainSerdes implements AvroReader<ImageEvent>, AvroWriter<Prediction> {

  private final CountDownLatch askedWhileDown = new CountDownLatch(1);
  private volatile boolean down;

  public void takeDown() {
    down = true;
  }

  public void bringBack() {
    down = false;
  }

  public void awaitAskedWhileDown() throws InterruptedException {
    askedWhileDown.await();
  }

  @Override
  public ImageEvent read(ByteBuffer event)
      throws CorruptRecordException, RegistryUnavailableException {
    if (down) {
      askedWhileDown.countDown();
      throw new RegistryUnavailableException("the registry is down", new IOException("refused"));
    }
    try {
      return ImageEvent.fromByteBuffer(event.duplicate());
    } catch (IOException | RuntimeException e) {
      throw new CorruptRecordException("the event is corrupt: " + e, e);
    }
  }

  @Override
  public byte[] write(Prediction prediction) {
    try {
      return bytes(prediction.toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event as a producer would send it. */
  public static byte[] event(String id, Object image) {
    try {
      return bytes(new ImageEvent(id, Instant.EPOCH, image, null, Map.of()).toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
