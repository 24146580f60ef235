/** The Avro records that travel on the topics, and how they are written and read. */
package io.saccade.schemas;
