/**
 * Joins labels with predictions, whichever come first, and reports how many are right. A Kafka
 * Streams application of its own, beside the processor's.
 */
@NullMarked
package io.saccade.processor.labels;

import org.jspecify.annotations.NullMarked;
