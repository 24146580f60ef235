/**
 * What is to serve, as records: the operator's desired state on one topic, what every instance does
 * about it on another.
 */
package io.saccade.processor.release;
