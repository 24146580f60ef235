package io.saccade.model.calibration;

/** What a made-up image comes to: a class, a score of it, a feature, and a property. */
record Image(int label, double score, double feature, double property) {}
