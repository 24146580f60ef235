package io.saccade.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Readers and writers that are Confluent's own serdes, reached by their class names as Kafka itself
 * does, so that nothing of theirs is needed to compile. All their settings pass through.
 */
final class ConfluentSerdeFactory implements SerdeFactory {

  private static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
  private static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";

  private final Map<String, Object> config;
  private final ConcurrentLinkedQueue<AutoCloseable> opened = new ConcurrentLinkedQueue<>();

  private ConfluentSerdeFactory(Map<String, Object> config) {
    this.config = config;
  }

  static boolean isOnClassPath() {
    return serde(SERIALIZER) != null && serde(DESERIALIZER) != null;
  }

  /** Makes, and forgets, a serializer, so that mistakes in the settings show at once. */
  static ConfluentSerdeFactory of(Map<String, ?> config) throws RegistryConfigurationException {
    Map<String, Object> all = new HashMap<>(config);
    all.put("specific.avro.reader", true);
    all.put("avro.remove.java.properties", true);
    ConfluentSerdeFactory factory = new ConfluentSerdeFactory(all);
    factory.newSerializer();
    return factory;
  }

  @Override
  public <T extends SpecificRecord> AvroWriter<T> writer(Class<T> type, String subject)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    RecordClasses.of(type).trustProgramWide();
    return ConfluentAvroWriter.registered(newSerializer(), type, subject);
  }

  @Override
  public <T extends SpecificRecord> AvroReader<T> reader(Class<T> type)
      throws RegistryConfigurationException {
    RecordClasses.of(type).trustProgramWide();
    newDeserializer(type);
    return new ConfluentAvroReader<>(type, () -> newDeserializer(type));
  }

  @Override
  public void close() {
    for (AutoCloseable serde = opened.poll(); serde != null; serde = opened.poll()) {
      Utils.closeQuietly(serde, "serde");
    }
  }

  @SuppressWarnings("unchecked") // it is declared as one of Object
  private Serializer<Object> newSerializer() throws RegistryConfigurationException {
    Serializer<Object> serializer = (Serializer<Object>) newSerde(SERIALIZER);
    configured(serializer, () -> serializer.configure(config, false));
    return serializer;
  }

  @SuppressWarnings("unchecked") // it is declared as one of Object
  private Deserializer<Object> newDeserializer(Class<?> type)
      throws RegistryConfigurationException {
    Deserializer<Object> deserializer = (Deserializer<Object>) newSerde(DESERIALIZER);
    Map<String, Object> all = new HashMap<>(config);
    all.put("specific.avro.value.type", type.getName());
    configured(deserializer, () -> deserializer.configure(all, false));
    return deserializer;
  }

  private void configured(AutoCloseable serde, Runnable configure)
      throws RegistryConfigurationException {
    opened.add(serde);
    try {
      configure.run();
    } catch (KafkaException | IllegalArgumentException e) {
      throw new RegistryConfigurationException(
          "Confluent's serdes refuse the settings: " + e.getMessage(), e);
    }
  }

  private static Object newSerde(String name) throws RegistryConfigurationException {
    Class<?> serde = serde(name);
    if (serde == null) {
      throw new RegistryConfigurationException(name + " is not on the class path");
    }
    try {
      return serde.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new RegistryConfigurationException(name + " cannot be made: " + e, e);
    }
  }

  private static @Nullable Class<?> serde(String name) {
    try {
      return Class.forName(name, true, Utils.getContextOrKafkaClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
