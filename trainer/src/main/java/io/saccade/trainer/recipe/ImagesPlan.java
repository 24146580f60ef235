package io.saccade.trainer.recipe;

import io.saccade.trainer.data.Augmentation;
import java.nio.file.Path;

/**
 * What is learned from.
 *
 * @param data where the labelled images are
 * @param validation the share that the best weights are chosen by
 * @param test the share that is looked at once
 * @param classMode how many classes there may be
 * @param balanced whether every class counts as much as any other
 * @param augmentation how the training part is varied
 */
public record ImagesPlan(
    Path data,
    double validation,
    double test,
    ClassMode classMode,
    boolean balanced,
    Augmentation augmentation) {}
