/** Decides which images go to the model together, and when. Knows the JDK only; owns no thread. */
package io.saccade.processor.batch;
