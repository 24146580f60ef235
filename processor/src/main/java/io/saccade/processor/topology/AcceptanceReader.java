package io.saccade.processor.topology;

import io.saccade.schemas.avro.DriftAcceptance;
import java.util.Optional;

/** Reads what operators accept. Called by stream threads. */
@FunctionalInterface
public interface AcceptanceReader {

  /**
   * Reads a record's value, and waits as long as the registry does not answer.
   *
   * @param place of the record, for a complaint
   * @return empty where it cannot be read
   */
  Optional<DriftAcceptance> read(byte[] value, String place);
}
