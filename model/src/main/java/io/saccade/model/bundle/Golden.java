package io.saccade.model.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.regex.Pattern;

/**
 * An image whose outcome was recorded when the bundle was made. A device that does not come to the
 * same must not serve the model. Immutable: arrays are copied in and out.
 */
public final class Golden {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private final String name;
  private final byte[] encoded;
  private final String tensorSha256;
  private final float[] probabilities;

  /**
   * A recorded outcome.
   *
   * @param name letters, digits, '_' and '-', at most 64
   * @param encoded the image as a producer would send it
   * @param tensorSha256 hash of its tensor's bytes, in little-endian order, as 64 hexadecimal
   *     digits
   * @param probabilities one finite number a class
   */
  public Golden(String name, byte[] encoded, String tensorSha256, float[] probabilities) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must be 1 to 64 letters, digits, '_' or '-', but was " + name);
    }
    if (encoded.length == 0) {
      throw new IllegalArgumentException("encoded must not be empty");
    }
    if (!Sha256.isHash(tensorSha256)) {
      throw new IllegalArgumentException(
          "tensorSha256 must be 64 lower-case hexadecimal digits, but was " + tensorSha256);
    }
    for (float probability : probabilities) {
      if (!Float.isFinite(probability)) {
        throw new IllegalArgumentException("probabilities must be finite, but had " + probability);
      }
    }
    this.name = name;
    this.encoded = encoded.clone();
    this.tensorSha256 = tensorSha256;
    this.probabilities = probabilities.clone();
  }

  /** What the image is called in messages, and its files in the bundle. */
  public String name() {
    return name;
  }

  /** The image as a producer would send it. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** Hash of the tensor's bytes in little-endian order. */
  public String tensorSha256() {
    return tensorSha256;
  }

  /** The expected probability of every class. */
  public float[] probabilities() {
    return probabilities.clone();
  }

  /** Where a bundle keeps it. */
  GoldenEntry entry() {
    String stem = BundleFiles.GOLDEN_FOLDER + name;
    return new GoldenEntry(name, stem + extension(), stem + ".bin", tensorSha256);
  }

  /** The probabilities as the bundle's file holds them. */
  byte[] outputBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(probabilities.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(probabilities);
    return bytes.array();
  }

  /** The reverse of {@link #outputBytes}; trailing bytes short of a float are left out. */
  static float[] outputsOf(byte[] bytes) {
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] outputs = new float[floats.remaining()];
    floats.get(outputs);
    return outputs;
  }

  // For people who look into the folder; readers go by the bytes.
  private String extension() {
    return switch (encoded[0]) {
      case (byte) 0xFF -> ".jpg";
      case (byte) 0x89 -> ".png";
      case 'R' -> ".webp";
      default -> ".image";
    };
  }
}
