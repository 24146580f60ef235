/**
 * How many predictions are right, by labels that come before or after them. Knows the JDK only;
 * owns no thread and reads no clock. All sums are of whole numbers, and what an event adds depends
 * on what is known of it and not on the order in which that came.
 */
@NullMarked
package io.saccade.processor.accuracy;

import org.jspecify.annotations.NullMarked;
