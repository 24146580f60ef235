package io.saccade.processor.trial;

import io.saccade.model.image.ImageLimits;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.Placement;
import java.time.Duration;

/**
 * Where versions are to run, and within what.
 *
 * @param longestRun how long one batch may take, on the device and warm
 * @param images what an image may be, golden ones included
 */
public record TrialSite(
    Placement placement, GpuSettings gpu, Duration longestRun, ImageLimits images) {}
