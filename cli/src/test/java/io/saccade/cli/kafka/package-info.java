/** Tests of how commands reach Kafka. */
@NullMarked
package io.saccade.cli.kafka;

import org.jspecify.annotations.NullMarked;
