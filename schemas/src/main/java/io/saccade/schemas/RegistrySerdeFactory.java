package io.saccade.schemas;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Our readers and writers, over our client of the registry. */
final class RegistrySerdeFactory implements SerdeFactory {

  private final HttpSchemaRegistry registry;
  private final boolean autoRegister;

  private RegistrySerdeFactory(HttpSchemaRegistry registry, boolean autoRegister) {
    this.registry = registry;
    this.autoRegister = autoRegister;
  }

  static RegistrySerdeFactory of(Map<String, ?> config) throws RegistryConfigurationException {
    RegistrySettings settings = RegistrySettings.of(config);
    return new RegistrySerdeFactory(
        new HttpSchemaRegistry(settings, new ClosablePause()), settings.autoRegister());
  }

  @Override
  public <T extends SpecificRecord> AvroWriter<T> writer(Class<T> type, String subject)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    Schema schema = RecordClasses.of(type).schema();
    int id = autoRegister ? registry.register(subject, schema) : registry.idOf(subject, schema);
    return new RegistryAvroWriter<>(id, type);
  }

  @Override
  public <T extends SpecificRecord> AvroReader<T> reader(Class<T> type) {
    return new RegistryAvroReader<>(registry, type);
  }

  @Override
  public void close() {
    registry.close();
  }
}
