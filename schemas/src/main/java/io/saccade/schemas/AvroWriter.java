package io.saccade.schemas;

import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one type in the registry's wire format. Its schema is registered already, so
 * writing needs no registry. Thread-safe.
 *
 * @param <T> the type of the records
 */
public interface AvroWriter<T extends SpecificRecord> {

  /** The record in the wire format: a zero byte, the schema's id, Avro binary. */
  byte[] write(T record);
}
