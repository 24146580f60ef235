package io.saccade.trainer.layers;

/**
 * A value that a graph computes of the image.
 *
 * @param number from 1, in the order in which the graph computes
 * @param operator the operator that gives it
 * @param node what the file calls the operator's node; may be empty
 * @param value the name of the value
 */
public record Layer(int number, String operator, String node, String value) {}
