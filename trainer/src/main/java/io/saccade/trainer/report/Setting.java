package io.saccade.trainer.report;

/**
 * A setting and what it was set to.
 *
 * @param name as the recipe names it
 * @param value as the recipe writes it
 */
public record Setting(String name, String value) {}
