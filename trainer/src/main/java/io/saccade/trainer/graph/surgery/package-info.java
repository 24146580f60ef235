/** Cuts heads off graphs and puts new ones on. */
package io.saccade.trainer.graph.surgery;
