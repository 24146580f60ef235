package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A reference of made-up images with the four kinds of distance in their simplest form: one
 * histogram or eight waves each. It can also be split as it must not be, with replacement.
 */
final class ToyReference implements Splits {

  static final int BINS = 32;
  static final int WAVES = 8;

  private final Population population;
  private final boolean replacing;
  private final Image[] images;
  private final double[] scoreEdges;
  private final double[] propertyEdges;
  private final Sums all;
  private final int[] scoreBins;
  private final int[] propertyBins;
  private final double[][] waves;

  ToyReference(Population population, int size, boolean replacing, RandomGenerator random) {
    this.population = population;
    this.replacing = replacing;
    this.images = new Image[size];
    Arrays.setAll(images, i -> population.next(random));
    this.scoreEdges = edges(Arrays.stream(images).mapToDouble(Image::score).toArray());
    this.propertyEdges = edges(Arrays.stream(images).mapToDouble(Image::property).toArray());
    this.scoreBins = Arrays.stream(images).mapToInt(i -> bin(scoreEdges, i.score())).toArray();
    this.propertyBins =
        Arrays.stream(images).mapToInt(i -> bin(propertyEdges, i.property())).toArray();
    this.waves = Arrays.stream(images).map(i -> waves(i.feature())).toArray(double[][]::new);
    this.all = new Sums(population.classes());
    for (int i = 0; i < size; i++) {
      add(all, i);
    }
  }

  @Override
  public int size() {
    return images.length;
  }

  @Override
  public Distances draw(int n, RandomGenerator random) {
    Sums drawn = new Sums(population.classes());
    boolean[] taken = new boolean[images.length];
    while (drawn.images < n) {
      int row = random.nextInt(images.length);
      if (replacing || !taken[row]) {
        taken[row] = true;
        add(drawn, row);
      }
    }
    return between(drawn, replacing ? all : rest(drawn), random);
  }

  /** A window of images that are not the reference's. */
  Distances window(int n, RandomGenerator random) {
    Sums window = new Sums(population.classes());
    for (int i = 0; i < n; i++) {
      Image image = population.next(random);
      window.images++;
      window.labels[image.label()]++;
      window.scores[bin(scoreEdges, image.score())]++;
      window.properties[bin(propertyEdges, image.property())]++;
      addTo(window.features, waves(image.feature()));
    }
    return between(window, all, random);
  }

  private void add(Sums sums, int row) {
    sums.images++;
    sums.labels[images[row].label()]++;
    sums.scores[scoreBins[row]]++;
    sums.properties[propertyBins[row]]++;
    addTo(sums.features, waves[row]);
  }

  private Sums rest(Sums drawn) {
    Sums rest = new Sums(population.classes());
    rest.images = all.images - drawn.images;
    Arrays.setAll(rest.labels, i -> all.labels[i] - drawn.labels[i]);
    Arrays.setAll(rest.scores, i -> all.scores[i] - drawn.scores[i]);
    Arrays.setAll(rest.properties, i -> all.properties[i] - drawn.properties[i]);
    Arrays.setAll(rest.features, i -> all.features[i] - drawn.features[i]);
    return rest;
  }

  private static Distances between(Sums window, Sums rest, RandomGenerator random) {
    double r = (double) window.images * rest.images / (window.images + rest.images);
    double features = 0;
    for (int i = 0; i < WAVES; i++) {
      double gap = window.features[i] / window.images - rest.features[i] / rest.images;
      features += r * gap * gap;
    }
    return new Distances(
        ChiSquare.between(window.labels, rest.labels, random),
        ks(window.scores, rest.scores, random),
        features,
        ks(window.properties, rest.properties, random));
  }

  private static double ks(long[] window, long[] rest, RandomGenerator random) {
    double n = Arrays.stream(window).sum();
    double others = Arrays.stream(rest).sum();
    double largest = 0;
    double below = 0;
    double belowOthers = 0;
    for (int i = 0; i < BINS; i++) {
      below += window[i] / n;
      belowOthers += rest[i] / others;
      largest = Math.max(largest, Math.abs(below - belowOthers));
    }
    double even = (random.nextDouble() - 0.5) / n;
    return Math.sqrt(n * others / (n + others)) * (largest + even);
  }

  private static double[] edges(double[] values) {
    Arrays.sort(values);
    return IntStream.range(1, BINS)
        .mapToDouble(i -> values[i * values.length / BINS])
        .distinct()
        .toArray();
  }

  private static int bin(double[] edges, double value) {
    int bin = 0;
    while (bin < edges.length && value >= edges[bin]) {
      bin++;
    }
    return bin;
  }

  private static double[] waves(double feature) {
    double[] waves = new double[WAVES];
    Arrays.setAll(waves, i -> Math.cos((i + 1) * 0.5 * feature + i));
    return waves;
  }

  private static void addTo(double[] sums, double[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
