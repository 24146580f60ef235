package io.saccade.bench.drift;

/**
 * What each method makes of one window.
 *
 * @param p of Saccade; 1 where the window is too small to be judged
 * @param effect of Saccade; 0 where the window is too small
 * @param ks the largest Kolmogorov-Smirnov distance of the probability of a class, unbinned
 * @param psi the largest population stability index of the probability of a class
 * @param jensenShannon the largest Jensen-Shannon distance
 * @param wasserstein the largest Wasserstein distance, in standard deviations
 */
record WindowScores(
    double p, double effect, double ks, double psi, double jensenShannon, double wasserstein) {}
