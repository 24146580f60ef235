/** Tests of lookahead. */
package io.saccade.processor.lookahead;
