package io.saccade.cli.fuzz;

import io.saccade.cli.registry.SchemaRegistryServer;
import io.saccade.model.FileTree;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.HttpSchemaRegistry;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** The readers of all topics, behind a real registry: the first byte says which, the rest is it. */
final class EventTarget implements FuzzTarget {

  private static final int HEADER_BYTES = 5;
  private static final int SEEDS_EACH = 4;
  private static final long SEED = 20_261_123;

  private static final List<Class<? extends SpecificRecord>> TYPES =
      List.of(
          ImageEvent.class,
          ImageLabel.class,
          ModelRelease.class,
          ModelStatus.class,
          Prediction.class,
          DriftReport.class,
          DriftAcceptance.class,
          AccuracyReport.class);

  /** A reader, and the id of the schema that it is given records of. */
  private record Topic(AvroReader<? extends SpecificRecord> reader, Schema schema, int id) {}

  private final List<Topic> topics = new ArrayList<>();

  EventTarget() throws Exception {
    Path folder = Files.createTempDirectory("fuzzed-registry");
    try (SchemaRegistryServer server = SchemaRegistryServer.start(0, folder)) {
      register(Map.of("schema.registry.url", server.url().toString()));
    } finally {
      FileTree.delete(folder);
    }
  }

  /** Each reader asks for its schema once, so that no registry is needed after. */
  private void register(Map<String, String> config) throws Exception {
    SerdeFactory serdes = SerdeFactory.create(config);
    try (HttpSchemaRegistry registry = HttpSchemaRegistry.of(config)) {
      for (Class<? extends SpecificRecord> type : TYPES) {
        Schema schema = type.getConstructor().newInstance().getSchema();
        int id = registry.register(type.getSimpleName() + "-value", schema);
        topics.add(new Topic(serdes.reader(type), schema, id));
        read(new byte[] {(byte) (topics.size() - 1)});
      }
    }
  }

  @Override
  public void read(byte[] bytes) throws Exception {
    if (bytes.length == 0) {
      return;
    }
    Topic topic = topics.get((bytes[0] & 0xFF) % topics.size());
    byte[] record =
        ByteBuffer.allocate(HEADER_BYTES + bytes.length - 1)
            .put((byte) 0)
            .putInt(topic.id())
            .put(bytes, 1, bytes.length - 1)
            .array();
    try {
      // Not compared: Avro's own lists throw where a record in them has a time that may be null.
      if (topic.reader().read(record).toString().isEmpty()) {
        throw new IllegalStateException("a record that cannot be shown");
      }
    } catch (CorruptRecordException e) {
      return;
    }
  }

  @Override
  public Map<String, byte[]> seeds() throws IOException {
    Map<String, byte[]> seeds = new HashMap<>();
    for (int type = 0; type < topics.size(); type++) {
      Schema schema = topics.get(type).schema();
      int number = 0;
      for (Object record : new RandomData(schema, SEEDS_EACH, SEED)) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(type);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema, new GenericData()).write(record, encoder);
        seeds.put(schema.getName() + "-" + number++, bytes.toByteArray());
      }
    }
    return seeds;
  }
}
