/** What the processor does, as metrics for Prometheus, and traces from event to prediction. */
package io.saccade.processor.telemetry;
