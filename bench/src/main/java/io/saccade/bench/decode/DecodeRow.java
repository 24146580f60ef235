package io.saccade.bench.decode;

import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Rounded;

/**
 * What was measured of one class of images, as the file of results has it.
 *
 * @param format of the images
 * @param size the class of their encoded sizes
 * @param images how many there are
 * @param imageBytes of an encoded image, on average
 * @param threads how many decode at once
 * @param rate images a second, the median over the rounds
 * @param least images a second of the slowest round
 * @param most images a second of the fastest round
 * @param megabytes encoded, a second: {@code rate * imageBytes / 1e6}
 * @param imageIo images a second of ImageIO and Java 2D; 0 where they cannot decode these
 */
public record DecodeRow(
    String format,
    String size,
    int images,
    long imageBytes,
    int threads,
    double rate,
    double least,
    double most,
    double megabytes,
    double imageIo) {

  static DecodeRow of(ImageClass images, int threads, Rates saccade, double imageIo) {
    return new DecodeRow(
        images.format().name(),
        images.size().toString(),
        images.images().size(),
        Math.round(images.meanBytes()),
        threads,
        Rounded.tenths(saccade.median()),
        Rounded.tenths(saccade.least()),
        Rounded.tenths(saccade.most()),
        Rounded.tenths(saccade.median() * images.meanBytes() / 1e6),
        Rounded.tenths(imageIo));
  }
}
