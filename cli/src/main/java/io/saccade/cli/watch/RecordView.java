package io.saccade.cli.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.schemas.SchemaException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How one kind of record is shown. */
interface RecordView {

  /** One line for people. */
  String line(ConsumerRecord<byte[], byte[]> message)
      throws SchemaException, UnreadableValueException;

  /**
   * One document for programs: the key, then what the record says, then {@code record} with its
   * place in Kafka, timestamp and headers.
   */
  ObjectNode json(ConsumerRecord<byte[], byte[]> message)
      throws SchemaException, UnreadableValueException;
}
