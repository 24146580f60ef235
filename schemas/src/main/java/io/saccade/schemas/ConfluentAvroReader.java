package io.saccade.schemas;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Confluent's deserializer. Kafka promises its deserializers one thread, so concurrent callers get
 * one each; they go back to be used again.
 */
final class ConfluentAvroReader<T extends SpecificRecord> implements AvroReader<T> {

  /** Makes a configured deserializer. */
  interface Source {
    Deserializer<Object> next() throws RegistryConfigurationException;
  }

  private final Class<T> type;
  private final Source source;
  private final ConcurrentLinkedQueue<Deserializer<Object>> idle = new ConcurrentLinkedQueue<>();

  ConfluentAvroReader(Class<T> type, Source source) {
    this.type = type;
    this.source = source;
  }

  @Override
  public T read(ByteBuffer record)
      throws CorruptRecordException,
          UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    WireFormat.schemaId(record); // theirs does not tell a foreign record from a broken one
    Deserializer<Object> deserializer = idle.poll();
    if (deserializer == null) {
      deserializer = source.next();
    }
    Object read;
    try {
      // Subjects are named by topic, and the schema is found by its id alone.
      read = deserializer.deserialize(null, wholeArray(record));
    } catch (RuntimeException e) {
      throw new ConfluentFailure(e).onReading();
    } finally {
      idle.add(deserializer);
    }
    if (!type.isInstance(read)) {
      throw new IncompatibleSchemaException(
          "the record is not of type %s but of %s"
              .formatted(type.getName(), read == null ? "null" : read.getClass().getName()));
    }
    return type.cast(read);
  }

  private static byte[] wholeArray(ByteBuffer record) {
    boolean whole =
        record.hasArray()
            && record.arrayOffset() + record.position() == 0
            && record.array().length == record.remaining();
    return whole ? record.array() : Utils.toArray(record);
  }
}
