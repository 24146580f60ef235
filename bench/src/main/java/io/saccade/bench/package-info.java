/** Measures the pipeline against the bare limit of the machine. */
package io.saccade.bench;
