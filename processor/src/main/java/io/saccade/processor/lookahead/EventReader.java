package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.processor.source.EventRefusedException;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.UnknownSchemaException;
import io.saccade.schemas.avro.ImageEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads events, telling what is wrong with the record (a failure) from what is wrong with the
 * registry (which waits). Kafka's own Avro deserialisers throw one exception for both.
 */
final class EventReader {

  private final AvroReader<ImageEvent> reader;

  EventReader(AvroReader<ImageEvent> reader) {
    this.reader = reader;
  }

  ImageEvent read(byte @Nullable [] value)
      throws EventRefusedException, RegistryUnavailableException, RegistryConfigurationException {
    if (value == null || value.length == 0) {
      throw new EventRefusedException(ErrorCode.EVENT_EMPTY, "the record has no value");
    }
    try {
      return reader.read(value);
    } catch (CorruptRecordException e) {
      throw new EventRefusedException(ErrorCode.EVENT_CORRUPT, sentence(e));
    } catch (UnknownSchemaException e) {
      throw new EventRefusedException(ErrorCode.EVENT_SCHEMA_UNKNOWN, sentence(e));
    } catch (IncompatibleSchemaException e) {
      throw new EventRefusedException(ErrorCode.EVENT_SCHEMA_INCOMPATIBLE, sentence(e));
    }
  }

  private static String sentence(Exception e) {
    String message = e.getMessage();
    return message == null ? "the event cannot be read" : message;
  }
}
