package io.saccade.trainer.report;

import io.saccade.trainer.page.Picture;
import java.util.Optional;

/**
 * An image that was called by a wrong name.
 *
 * @param file the image's name
 * @param picture what the model saw; empty where it cannot be read any more
 * @param wrong what was made of it
 */
public record Mistake(String file, Optional<Picture> picture, Judgement.Wrong wrong) {}
