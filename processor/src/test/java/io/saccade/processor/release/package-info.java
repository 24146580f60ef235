/** Tests of what is done about releases. */
package io.saccade.processor.release;
