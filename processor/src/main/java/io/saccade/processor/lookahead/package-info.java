/**
 * Starts inference on records as they are polled, and hands each result to the topology in order.
 * Nothing is buffered inside the topology, so what Kafka Streams commits has been classified.
 */
package io.saccade.processor.lookahead;
