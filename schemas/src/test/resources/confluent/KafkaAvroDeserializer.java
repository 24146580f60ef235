package io.confluent.kafka.serializers;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Stands in for the class of that name: fetches schemas by id and reads by Avro's own means. */
public class KafkaAvroDeserializer implements Deserializer<Object> {

  private final Map<Integer, Schema> schemas = new HashMap<>();
  private StandIn registry;
  private Schema ours;

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    registry = new StandIn(config);
    try {
      ours = SpecificData.get().getSchema(Class.forName((String) registry.get("specific.avro.value.type")));
    } catch (ClassNotFoundException e) {
      throw new SerializationException(e);
    }
    if (!registry.is("specific.avro.reader")) {
      throw new SerializationException("this stand-in makes specific records only");
    }
  }

  @Override
  public Object deserialize(String topic, byte[] record) {
    ByteBuffer buffer = ByteBuffer.wrap(record);
    if (buffer.get() != 0) {
      throw new SerializationException("Unknown magic byte!");
    }
    int id = buffer.getInt();
    Schema writers = schema(id);
    try {
      return new SpecificDatumReader<Object>(writers, ours)
          .read(null, DecoderFactory.get().binaryDecoder(record, 5, record.length - 5, null));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("Error deserializing Avro message for id " + id, e);
    }
  }

  private Schema schema(int id) {
    try {
      if (!schemas.containsKey(id)) {
        String text = registry.ask("/schemas/ids/" + id, null).get("schema").asText();
        schemas.put(id, new Schema.Parser().parse(text));
      }
      return schemas.get(id);
    } catch (RestClientException e) {
      throw StandIn.wrapped(e, "Error retrieving Avro value schema for id " + id);
    } catch (IOException e) {
      throw new SerializationException("Error retrieving Avro value schema for id " + id, e);
    }
  }
}
