/** Tests of releases. */
package io.saccade.processor.release;
