package io.saccade.schemas;

import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of one type from the registry's wire format: a zero byte, the four-byte id of the
 * writer's schema, Avro binary. Thread-safe.
 *
 * @param <T> the type of the records
 */
public interface AvroReader<T extends SpecificRecord> {

  /**
   * Reads one record, resolving the schema that it was written with to ours by Avro's rules. Fields
   * of type {@code bytes} may be slices of {@code record}, so neither may be written to afterwards.
   *
   * @param record from position to limit; neither is moved
   * @throws CorruptRecordException if the bytes are not such a record
   * @throws UnknownSchemaException if the registry does not know the id
   * @throws IncompatibleSchemaException if the writer's schema does not resolve to ours
   * @throws RegistryUnavailableException if the id is not in the cache and no registry answers
   * @throws RegistryConfigurationException if the registry refuses the settings
   */
  T read(ByteBuffer record)
      throws CorruptRecordException,
          UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException;

  /** As {@link #read(ByteBuffer)}, of the whole array. */
  default T read(byte[] record)
      throws CorruptRecordException,
          UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    return read(ByteBuffer.wrap(record));
  }
}
