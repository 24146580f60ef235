package io.saccade.cli.why;

/**
 * Where a story is gathered from.
 *
 * @param images the events
 * @param predictions what became of most
 * @param failures what became of the others
 * @param statistics reports on drift
 * @param labels what images truly show
 * @param releases what was to serve
 * @param status what instances did about it
 */
record WhyTopics(
    String images,
    String predictions,
    String failures,
    String statistics,
    String labels,
    String releases,
    String status) {}
