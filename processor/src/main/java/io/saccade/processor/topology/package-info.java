/** The Kafka Streams topology: takes each record's outcome and forwards it, in order. */
package io.saccade.processor.topology;
