package io.saccade.model.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Measures {@link ImageProperties} with OpenCV, on as few pixels as tell as much. */
final class PropertyMeter {

  /** The longer side of the thinned copy, at most. */
  private static final int LONGEST = 128;

  private static final float THIRD = 1 / 3f;
  private static final double WHITE = 255;

  private PropertyMeter() {}

  @SuppressWarnings("try") // The scope closes what is allocated in it; nothing need name it.
  static ImageProperties measure(DecodedImage image, Mat pixels) {
    try (PointerScope scope = new PointerScope()) {
      Mat thin = opaque(thinned(pixels));
      Mat luma = luma(thin);
      Mat mean = new Mat();
      Mat deviation = new Mat();
      meanStdDev(luma, mean, deviation);
      float brightness = (float) (first(mean) / WHITE);
      float contrast = (float) (first(deviation) / WHITE);
      Mat edges = new Mat();
      Laplacian(luma, edges, CV_16S);
      meanStdDev(edges, mean, deviation);
      float sharpness = (float) (first(deviation) * first(deviation) / (WHITE * WHITE));
      Scalar colors = thin.channels() == 1 ? Scalar.all(1) : mean(thin);
      double sum = colors.get(0) + colors.get(1) + colors.get(2);
      return new ImageProperties(
          brightness,
          contrast,
          sharpness,
          share(colors.get(2), sum),
          share(colors.get(1), sum),
          share(colors.get(0), sum),
          image.width() / (float) image.height(),
          (float) image.width() * image.height(),
          image.header().encoding().excerpt().size());
    }
  }

  private static double first(Mat numbers) {
    return numbers.data().getDouble(0);
  }

  private static float share(double color, double sum) {
    return sum == 0 ? THIRD : (float) (color / sum);
  }

  private static Mat thinned(Mat pixels) {
    int longer = Math.max(pixels.cols(), pixels.rows());
    if (longer <= LONGEST) {
      return pixels;
    }
    Mat thin = new Mat();
    int width = Math.max(1, pixels.cols() * LONGEST / longer);
    int height = Math.max(1, pixels.rows() * LONGEST / longer);
    resize(pixels, thin, new Size(width, height), 0, 0, INTER_NEAREST);
    return thin;
  }

  private static Mat opaque(Mat pixels) {
    if (pixels.channels() != 4) {
      return pixels;
    }
    Mat opaque = new Mat();
    cvtColor(pixels, opaque, COLOR_BGRA2BGR);
    return opaque;
  }

  private static Mat luma(Mat pixels) {
    if (pixels.channels() == 1) {
      return pixels;
    }
    Mat luma = new Mat();
    cvtColor(pixels, luma, COLOR_BGR2GRAY);
    return luma;
  }
}
