package io.saccade.model.calibration;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.drift.ProfileBinding;
import io.saccade.model.drift.ReferenceFile;
import io.saccade.model.drift.ReferenceProfile;

/**
 * A reference and how far windows are from it where nothing has changed: all that a stream is
 * watched by.
 */
public record CalibratedReference(ReferenceProfile profile, NullTables nulls) {

  /** Refuses tables of another reference. */
  public CalibratedReference {
    if (profile.images() != nulls.reference()) {
      throw new IllegalArgumentException(
          "the tables must be of %d images, but are of %d"
              .formatted(profile.images(), nulls.reference()));
    }
  }

  /** As the file of a bundle. */
  public byte[] toBytes() {
    return new ReferenceFile(profile, nulls.toBytes()).toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @param binding what the reference must have been measured with
   * @throws BundleRefusedException {@code MODEL_REFERENCE} if the bytes are anything else, or of a
   *     reference that was measured with something else
   */
  public static CalibratedReference read(byte[] bytes, ProfileBinding binding)
      throws BundleRefusedException {
    ReferenceFile file = ReferenceFile.read(bytes);
    requireSame("model", file.profile().binding().model(), binding.model());
    requireSame("labels", file.profile().binding().labels(), binding.labels());
    requireSame("preprocessing", file.profile().binding().preprocessing(), binding.preprocessing());
    try {
      return new CalibratedReference(file.profile(), NullTables.read(file.nullTables()));
    } catch (IllegalArgumentException | BundleRefusedException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_REFERENCE,
          "The null tables in %s are not those of the reference; make it again."
              .formatted(ReferenceFile.NAME),
          e);
    }
  }

  private static void requireSame(String what, String found, String wanted)
      throws BundleRefusedException {
    if (!found.equals(wanted)) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_REFERENCE,
          "The reference in %s was measured with another %s, of SHA-256 %s, not %s; make it again."
              .formatted(ReferenceFile.NAME, what, found, wanted));
    }
  }
}
