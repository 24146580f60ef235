package io.saccade.model.drift;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.io.IOException;
import java.util.Arrays;

/**
 * A reference as a file: an Avro container with one record, whose schema says what each field is.
 * Equal references give equal bytes, and only such bytes are read.
 *
 * @param profile the reference
 * @param nullTables what calibration made of it, in a form that calibration knows; empty before.
 *     Neither copied nor to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // Read once by whoever knows what it means.
public record ReferenceFile(ReferenceProfile profile, byte[] nullTables) {

  /** The name of the file in a bundle. */
  public static final String NAME = "reference.avro";

  /** The bytes of the file; some hundred kilobytes. */
  public byte[] toBytes() {
    return ReferenceContainer.write(ReferenceRecord.of(this));
  }

  /**
   * Reads what {@link #toBytes} wrote. Memory stays within a few times that of the bytes, whatever
   * they say.
   *
   * @throws BundleRefusedException {@code MODEL_REFERENCE} if the bytes are anything else
   */
  public static ReferenceFile read(byte[] bytes) throws BundleRefusedException {
    try {
      ReferenceFile file = ReferenceRecord.read(ReferenceContainer.read(bytes));
      if (!Arrays.equals(file.toBytes(), bytes)) {
        throw new IllegalArgumentException("it is not in the one form that references have");
      }
      return file;
    } catch (IOException | CorruptSumsException | IllegalArgumentException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_REFERENCE,
          "The reference in %s cannot be read: %s. Make it again.".formatted(NAME, reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? "it is damaged" : message.replaceFirst("\\.$", "");
  }
}
