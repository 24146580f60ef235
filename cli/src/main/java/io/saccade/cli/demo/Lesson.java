package io.saccade.cli.demo;

import java.time.Duration;

/**
 * What the demo's model learned.
 *
 * @param images how many it was shown
 * @param accuracy the share of those set aside that it is right on, from 0 to 1
 * @param took from the first image drawn to the finished bundle
 */
record Lesson(int images, double accuracy, Duration took) {}
