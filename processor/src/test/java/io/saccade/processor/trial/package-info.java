/** Tests of {@link io.saccade.processor.trial}. */
package io.saccade.processor.trial;
