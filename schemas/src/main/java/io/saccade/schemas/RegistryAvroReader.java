package io.saccade.schemas;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Our reader: a resolver for each writer's schema, made when its id is first seen, kept for good.
 */
final class RegistryAvroReader<T extends SpecificRecord> implements AvroReader<T> {

  private final HttpSchemaRegistry registry;
  private final RecordClasses classes;
  private final ConcurrentHashMap<Integer, SlicingDatumReader<T>> readers =
      new ConcurrentHashMap<>();

  RegistryAvroReader(HttpSchemaRegistry registry, Class<T> type) {
    this.registry = registry;
    this.classes = RecordClasses.of(type);
  }

  @Override
  public T read(ByteBuffer record)
      throws CorruptRecordException,
          UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    int id = WireFormat.schemaId(record);
    SlicingDatumReader<T> reader = readers.get(id);
    if (reader == null) {
      Schema writers = registry.schema(id);
      reader = readers.computeIfAbsent(id, any -> new SlicingDatumReader<>(writers, classes));
    }
    return reader.readWhole(WireFormat.avro(record));
  }
}
