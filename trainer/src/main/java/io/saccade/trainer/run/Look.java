package io.saccade.trainer.run;

import io.saccade.model.image.ImageHeader;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What images are like, by a glance at some of them.
 *
 * @param side the middle one of their shorter sides, in pixels
 * @param gray whether none of them has colours
 */
record Look(int side, boolean gray) {

  private static final int GLANCES = 100;
  private static final int USUAL_SIDE = 64;

  /** Looks at some, evenly spread; what cannot be read is passed over. */
  static Look at(List<Sample> samples, Decoding decoding) {
    List<Integer> sides = new ArrayList<>();
    boolean gray = true;
    int step = Math.max(1, samples.size() / GLANCES);
    for (int i = 0; i < samples.size(); i += step) {
      try {
        byte[] encoded = samples.get(i).content().read(mostBytes(decoding));
        ImageHeader header = decoding.gate().check(ByteBuffer.wrap(encoded));
        sides.add(Math.min(header.uprightWidth(), header.uprightHeight()));
        gray = gray && isGray(encoded);
      } catch (IOException | ImageRefusedException e) {
        // The inspection will say so.
      }
    }
    Collections.sort(sides);
    return new Look(sides.isEmpty() ? USUAL_SIDE : sides.get(sides.size() / 2), gray);
  }

  private static int mostBytes(Decoding decoding) {
    return (int) Math.min(Integer.MAX_VALUE - 8, decoding.gate().limits().encodedBytes() + 1);
  }

  private static boolean isGray(byte[] encoded) {
    try (BytePointer bytes = new BytePointer(encoded);
        Mat row = new Mat(1, encoded.length, opencv_core.CV_8UC1, bytes);
        Mat image = opencv_imgcodecs.imdecode(row, opencv_imgcodecs.IMREAD_UNCHANGED)) {
      return !image.empty() && image.channels() <= 2;
    }
  }
}
