/** Finds out by measuring how a model runs best on this machine, and remembers it. */
package io.saccade.processor.tuning;
