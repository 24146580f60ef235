package io.saccade.cli.replay;

/**
 * What one side says of an event.
 *
 * @param label the most probable one
 * @param probability of that label
 * @param model which version said so, for people
 */
record Said(String label, float probability, String model) {}
