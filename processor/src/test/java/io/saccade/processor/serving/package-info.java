/** Tests of serving. */
package io.saccade.processor.serving;
