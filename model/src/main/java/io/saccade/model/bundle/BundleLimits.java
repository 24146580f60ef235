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

  /** The limit for the file of this name. */
  int bytesFor(String name) {
    return switch (name) {
      case BundleFiles.MANIFEST -> manifestBytes;
      case BundleFiles.LABELS -> labelsBytes;
      case BundleFiles.MODEL -> modelBytes;
      default -> otherBytes;
    };
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, but was " + value);
    }
  }
}
