/** Tests of the processor. */
package io.saccade.processor;
