package io.saccade.trainer.recipe;

import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.trainer.zoo.Architecture;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What learns. Either {@code base} or {@code architecture} is there.
 *
 * @param base an ONNX file or a bundle
 * @param preset what the base was trained on, or how a network from scratch is to be fed
 * @param architecture the network from scratch
 * @param imageSize the side of its images, where it was asked for
 * @param channels the colours of a network from scratch
 * @param top what a new head on the base is fed
 * @param hidden the width of the new head's hidden layer, where it has one
 * @param dropout the share dropped before the new head's last layer
 */
public record NetworkPlan(
    Optional<Path> base,
    Optional<PreprocessPreset> preset,
    Optional<Architecture> architecture,
    OptionalInt imageSize,
    Channels channels,
    BaseTop top,
    OptionalInt hidden,
    double dropout) {}
