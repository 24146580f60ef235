/** Tests of tuning. */
package io.saccade.processor.tuning;
