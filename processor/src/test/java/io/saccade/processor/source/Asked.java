package io.saccade.processor.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for one image, and remembers how that ended. */
final class Asked implements ImageSource.Receiver {

  static final String FETCHED = "FETCHED";

  private final CompletableFuture<String> ending = new CompletableFuture<>();
  private volatile String message = "";
  private volatile FetchedImage image = new FetchedImage(new byte[0], () -> {});

  static Asked of(ImageSource source, String uri) {
    return of(source, uri, "");
  }

  static Asked of(ImageSource source, String uri, String sha256) {
    Asked asked = new Asked();
    try {
      source.fetch(uri, sha256, asked);
    } catch (EventRefusedException e) {
      asked.refused(e);
    }
    return asked;
  }

  /** {@link #FETCHED}, the code of the failure, or what nobody foresaw. */
  String ending() throws Exception {
    return ending.get(30, TimeUnit.SECONDS);
  }

  boolean hasEnded() {
    return ending.isDone();
  }

  String message() {
    return message;
  }

  String text() {
    ByteBuffer bytes = image.bytes();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new String(copy, StandardCharsets.ISO_8859_1);
  }

  void release() {
    image.release();
  }

  @Override
  public boolean isWanted() {
    return true;
  }

  @Override
  public void fetched(FetchedImage fetched) {
    image = fetched;
    ending.complete(FETCHED);
  }

  @Override
  public void refused(EventRefusedException why) {
    message = why.getMessage() + "";
    ending.complete(why.code().name());
  }

  @Override
  public void broken(Throwable cause) {
    ending.complete(cause.toString());
  }
}
