package io.confluent.kafka.serializers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Stands in for the class of that name: registers at the first record, then writes. */
public class KafkaAvroSerializer implements Serializer<Object> {

  private StandIn registry;
  private Integer id;

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    registry = new StandIn(config);
  }

  @Override
  public byte[] serialize(String topic, Object record) {
    Schema schema = ((SpecificRecord) record).getSchema();
    try {
      if (id == null) {
        String text = schema.toString();
        if (registry.is("avro.remove.java.properties")) {
          text = text.replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"");
          text = text.replace(",\"avro.java.string\":\"String\"", "");
        }
        String body = new ObjectMapper().createObjectNode().put("schema", text).toString();
        id = registry.ask("/subjects/" + topic + "-value/versions", body).get("id").asInt();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(0);
      out.write(ByteBuffer.allocate(4).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<Object>(schema).write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (RestClientException e) {
      throw StandIn.wrapped(e, "Error registering Avro schema");
    } catch (IOException e) {
      throw new SerializationException("Error serializing Avro message", e);
    }
  }
}
