package io.saccade.processor.source;

import io.saccade.model.ErrorCode;

/** Fetches the images that events refer to. Thread-safe. */
public interface ImageSource extends AutoCloseable {

  /** Who waits for an image. Told once, from a thread of the source; must be quick. */
  interface Receiver {

    /** Whether anybody still waits. */
    boolean isWanted();

    /** The image is there; whoever takes it releases it. */
    void fetched(FetchedImage image);

    /** The image cannot be had. */
    void refused(EventRefusedException why);

    /** Something happened that nobody foresaw. */
    void broken(Throwable cause);
  }

  /**
   * Begins to fetch an image. Does not wait.
   *
   * @param sha256 in hexadecimal; empty where the event states none
   * @throws EventRefusedException if the rules do not allow the address; the receiver is not told
   */
  void fetch(String uri, String sha256, Receiver receiver) throws EventRefusedException;

  @Override
  void close();

  /** Fetches nothing: no scheme is allowed. */
  static ImageSource none() {
    return new ImageSource() {
      @Override
      public void fetch(String uri, String sha256, Receiver receiver) throws EventRefusedException {
        throw new EventRefusedException(
            ErrorCode.URI_SCHEME,
            "the event refers to its image by URI, and this processor allows no scheme; list it in"
                + " source.uri.schemes");
      }

      @Override
      public void close() {}
    };
  }
}
