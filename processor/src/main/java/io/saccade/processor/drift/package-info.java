/**
 * When a window of a stream is closed, what its distances mean, and when that is an alarm. Knows
 * the JDK and the model only; owns no thread and reads no clock; its state is records that whoever
 * calls it keeps.
 */
package io.saccade.processor.drift;
