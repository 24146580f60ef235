package io.saccade.model.bundle;

/**
 * How much a bundle may hold. Reading stops at the limit, so a zip that inflates without end costs
 * no more memory than this.
 *
 * @param manifestBytes the largest manifest
 * @param labelsBytes the largest list of labels
 * @param modelBytes the largest model; a Java array ends just short of 2 GiB
 * @param otherBytes the largest of every other file, such as a golden image
 * @param files the most files, the manifest among them
 */
public record BundleLimits(
    int manifestBytes, int labelsBytes, int modelBytes, int otherBytes, int files) {

  private static final int MIB = 1 << 20;

  // A signature takes 89; editors may add line ends.
  private static final int SIGNATURE_BYTES = 1024;

  /** Refuses limits that would refuse every bundle. */
  public BundleLimits {
    requirePositive("manifestBytes", manifestBytes);
    requirePositive("labelsBytes", labelsBytes);
    requirePositive("modelBytes", modelBytes);
    requirePositive("otherBytes", otherBytes);
    requirePositive("files", files);
  }

  /**
   * Manifest 1 MiB, labels 16 MiB, any other file 32 MiB, 256 files; model 2 GiB, or half of the
   * heap where that is less, so that one too large is refused and does not exhaust the process.
   */
  public static BundleLimits defaults() {
    long model = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2);
    return new BundleLimits(MIB, 16 * MIB, (int) model, 32 * MIB, 256);
  }

  /**
   * The most bytes of all files together: a bundle is held in memory whole, so many files within
   * their own limits must not come to more than the largest model and a few golden images.
   */
  public long totalBytes() {
    return (long) manifestBytes + labelsBytes + modelBytes + 2L * otherBytes;
  }

  /** The limit for the file of this name. */
  int bytesFor(String name) {
    return switch (name) {
      case BundleFiles.MANIFEST -> manifestBytes;
      case BundleFiles.LABELS -> labelsBytes;
      case BundleFiles.MODEL -> modelBytes;
      case BundleFiles.SIGNATURE -> Math.min(SIGNATURE_BYTES, otherBytes);
      default -> otherBytes;
    };
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, but was " + value);
    }
  }
}
