package io.saccade.model.bundle;

/**
 * Where a bundle keeps a golden image and what it must come to.
 *
 * @param name what the image is called in messages
 * @param image the file of the encoded image
 * @param outputs the file of the probabilities: one little-endian float32 a class
 * @param tensorSha256 the hash of the tensor that preprocessing makes of the image
 */
public record GoldenEntry(String name, String image, String outputs, String tensorSha256) {

  /** Refuses a hash that is none; that the files exist is the manifest's to check. */
  public GoldenEntry {
    if (!Sha256.isHash(tensorSha256)) {
      throw new IllegalArgumentException(
          "tensorSha256 must be 64 lower-case hexadecimal digits, but was " + tensorSha256);
    }
  }
}
