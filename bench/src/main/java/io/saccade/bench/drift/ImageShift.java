package io.saccade.bench.drift;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Turned, moved, sheared, zoomed and mirrored at random, each evenly up to a limit, as Keras's
 * generator of images does; beyond the border is what is at the border.
 *
 * @param degrees turned by at most
 * @param share moved by at most, of the width and of the height
 * @param shear in degrees, at most
 * @param zoom by at most, each side by itself
 * @param mirrors how many axes are mirrored, each in every other image: 0, 1 (left and right) or 2
 */
record ImageShift(double degrees, double share, double shear, double zoom, int mirrors)
    implements PictureChange {

  /** The three that Rabanser et al. (2019) use. */
  static final ImageShift SMALL = new ImageShift(10, 0.05, 0.1, 0.1, 0);

  static final ImageShift MEDIUM = new ImageShift(40, 0.2, 0.2, 0.2, 1);
  static final ImageShift LARGE = new ImageShift(90, 0.4, 0.3, 0.4, 2);

  @Override
  public Picture apply(Picture picture, RandomGenerator random) {
    double[] matrix = matrix(picture, random);
    return picture.natively(
        before -> {
          Mat after = new Mat();
          try (DoublePointer numbers = new DoublePointer(matrix);
              Mat map = new Mat(2, 3, CV_64FC1, numbers);
              Size size = new Size(picture.width(), picture.height());
              Scalar unused = new Scalar()) {
            warpAffine(
                before,
                after,
                map,
                size,
                INTER_LINEAR | WARP_INVERSE_MAP,
                BORDER_REPLICATE,
                unused);
          }
          return after;
        });
  }

  /** From where in the image each pixel is taken, around its centre. */
  private double[] matrix(Picture picture, RandomGenerator random) {
    double turn = Math.toRadians(evenly(degrees, random));
    double dx = evenly(share, random) * picture.width();
    double dy = evenly(share, random) * picture.height();
    double slant = Math.toRadians(evenly(shear, random));
    double zx = (1 + evenly(zoom, random)) * mirror(1, random);
    double zy = (1 + evenly(zoom, random)) * mirror(2, random);
    double xx = Math.cos(turn) * zx;
    double xy = -Math.sin(turn + slant) * zy;
    double yx = Math.sin(turn) * zx;
    double yy = Math.cos(turn + slant) * zy;
    double cx = (picture.width() - 1) / 2.0;
    double cy = (picture.height() - 1) / 2.0;
    return new double[] {xx, xy, cx + dx - xx * cx - xy * cy, yx, yy, cy + dy - yx * cx - yy * cy};
  }

  private double mirror(int axis, RandomGenerator random) {
    return mirrors >= axis && random.nextBoolean() ? -1 : 1;
  }

  private static double evenly(double most, RandomGenerator random) {
    return (2 * random.nextDouble() - 1) * most;
  }
}
