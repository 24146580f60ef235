package io.saccade.bench.drift;

import io.saccade.model.drift.Observation;

/**
 * An image that a window may be drawn to have.
 *
 * @param observation what it adds to a window
 * @param places where its probability of each class stands among the reference's
 * @param truth its true class
 * @param right whether the model is right about it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Candidate(
    Observation observation, KolmogorovSmirnov.Place[] places, int truth, boolean right) {}
