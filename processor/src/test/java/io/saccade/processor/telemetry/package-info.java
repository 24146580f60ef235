/** Tests of metrics and traces. */
package io.saccade.processor.telemetry;
