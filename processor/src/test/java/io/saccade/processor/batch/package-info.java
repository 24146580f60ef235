/** Tests of batch. */
package io.saccade.processor.batch;
