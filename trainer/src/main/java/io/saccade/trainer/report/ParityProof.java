package io.saccade.trainer.report;

/**
 * What was found when the exported file was held against the network that was trained.
 *
 * @param images on how many images
 * @param largest the largest difference of a logit
 * @param allowed the largest that would have been accepted
 * @param sameTop on how many images both named the same class
 */
public record ParityProof(int images, double largest, double allowed, int sameTop) {}
