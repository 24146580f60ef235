package io.saccade.trainer.report;

import java.time.Instant;

/**
 * What was made of what.
 *
 * @param model the bundle's name
 * @param version the bundle's version
 * @param summary one sentence: how it was trained, and from which base
 * @param made when
 */
public record Heading(String model, String version, String summary, Instant made) {}
