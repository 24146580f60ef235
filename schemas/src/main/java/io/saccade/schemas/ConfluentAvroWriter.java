package io.saccade.schemas;

import java.io.IOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent's serializer. Kafka promises its serializers one thread, so ours take turns; what they
 * write is small.
 */
final class ConfluentAvroWriter<T extends SpecificRecord> implements AvroWriter<T> {

  private static final String SUFFIX = "-value";
  private static final int ENOUGH_ZEROS = 1 << 12;

  private final Serializer<Object> serializer;
  private final String topic;

  private ConfluentAvroWriter(Serializer<Object> serializer, String topic) {
    this.serializer = serializer;
    this.topic = topic;
  }

  /**
   * A writer whose schema is registered, or looked up, in the one way that needs nothing but
   * Kafka's interface: by writing an empty record and dropping it.
   */
  static <T extends SpecificRecord> ConfluentAvroWriter<T> registered(
      Serializer<Object> serializer, Class<T> type, String subject)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    if (!subject.endsWith(SUFFIX)) {
      throw new RegistryConfigurationException(
          "a subject must be a topic's name with -value, but was " + subject);
    }
    String topic = subject.substring(0, subject.length() - SUFFIX.length());
    T empty = empty(type);
    try {
      serializer.serialize(topic, empty);
    } catch (RuntimeException e) {
      throw new ConfluentFailure(e).onWriting(subject);
    }
    return new ConfluentAvroWriter<>(serializer, topic);
  }

  @Override
  public synchronized byte[] write(T record) {
    return serializer.serialize(topic, record);
  }

  /** Zeros are, in Avro, empty strings, empty arrays, and the first branch of every union. */
  private static <T extends SpecificRecord> T empty(Class<T> type) {
    RecordClasses classes = RecordClasses.of(type);
    try {
      return new SpecificDatumReader<T>(classes.schema(), classes.schema(), classes)
          .read(null, DecoderFactory.get().binaryDecoder(new byte[ENOUGH_ZEROS], null));
    } catch (IOException e) {
      throw new IllegalStateException(type + " has no empty record", e);
    }
  }
}
