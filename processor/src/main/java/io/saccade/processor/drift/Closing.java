package io.saccade.processor.drift;

/**
 * What becomes of a window that is closed.
 *
 * @param window the window, with what was carried into it
 * @param sufficient whether it is to be judged; otherwise its sums are to be kept as those carried
 * @param next where the key stands from now on
 */
public record Closing(Window window, boolean sufficient, Track next) {}
