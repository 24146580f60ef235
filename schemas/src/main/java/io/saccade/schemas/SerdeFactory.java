package io.saccade.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes the readers and writers of one schema registry: Confluent's own where their client is on
 * the class path (Maven profile {@code confluent}), ours otherwise. Both are configured with the
 * settings that Confluent's users know, use the same subjects and write the same bytes.
 */
public interface SerdeFactory extends AutoCloseable {

  /**
   * A factory for the registry that the settings name. Does not connect.
   *
   * @param config settings by Confluent's names, {@code schema.registry.url} at least
   * @throws RegistryConfigurationException with every mistake in the settings
   */
  static SerdeFactory create(Map<String, ?> config) throws RegistryConfigurationException {
    return ConfluentSerdeFactory.isOnClassPath()
        ? ConfluentSerdeFactory.of(config)
        : RegistrySerdeFactory.of(config);
  }

  /**
   * Registers the schema of the type under the subject, or looks it up where {@code
   * auto.register.schemas} is false, and returns a writer that needs the registry no more.
   *
   * @param subject {@code <topic>-value}
   * @throws UnknownSchemaException if it may not be registered and the subject does not have it
   * @throws IncompatibleSchemaException if the subject's compatibility level refuses it
   * @throws RegistryUnavailableException if no registry answers within the bounded retries
   * @throws RegistryConfigurationException if the registry refuses the settings
   */
  <T extends SpecificRecord> AvroWriter<T> writer(Class<T> type, String subject)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException;

  /** A reader of records of the type. Does not connect; the first read of an id does. */
  <T extends SpecificRecord> AvroReader<T> reader(Class<T> type)
      throws RegistryConfigurationException;

  /** Ends waits in progress and releases connections. */
  @Override
  void close();
}
