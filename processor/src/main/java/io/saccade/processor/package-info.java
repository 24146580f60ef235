/** Reads the settings, wires the parts together, starts and stops them. */
package io.saccade.processor;
