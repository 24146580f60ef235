/** Tests of when windows close and what they say. */
package io.saccade.processor.drift;
