/** How commands reach Kafka and the schema registry, and what they must know of a topic. */
@NullMarked
package io.saccade.cli.kafka;

import org.jspecify.annotations.NullMarked;
