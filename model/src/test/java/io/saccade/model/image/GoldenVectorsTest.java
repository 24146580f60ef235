package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the vectors that Pillow made; see {@code src/test/python/golden.py}. */
class GoldenVectorsTest {

  private static final String FOLDER = "golden/";

  record Golden(String name, String source, Preprocessing preprocessing) {

    static Golden of(String line) {
      List<String> fields = Arrays.asList(line.split(","));
      ColorOrder color = fields.get(6).equals("L") ? ColorOrder.GRAY : ColorOrder.RGB;
      return new Golden(
          fields.get(0),
          fields.get(1),
          new Preprocessing(
              Integer.parseInt(fields.get(4)),
              Integer.parseInt(fields.get(5)),
              Integer.parseInt(fields.get(3)),
              color,
              TensorLayout.NHWC,
              ElementType.UINT8,
              ResizeFilter.ofManifestName(fields.get(2)),
              1f,
              Collections.nCopies(color.channels(), 0f),
              Collections.nCopies(color.channels(), 1f),
              new Rgb(10, 200, 90)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> cases() throws IOException {
    return new String(resource("cases.csv"), StandardCharsets.UTF_8)
        .lines()
        .map(Golden::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithPillowWithinOneLevel(Golden golden) throws Exception {
    byte[] expected = unzipped(golden.name() + ".gz");

    byte[] actual = new Fixture(golden.preprocessing()).tensor(resource(golden.source()));

    assertThat(actual).hasSameSizeAs(expected);
    // OpenCV's own conversion from four inks is a level brighter throughout.
    int levels = golden.name().equals("jpeg-cmyk") ? 2 : 1;
    assertThat(Fixture.differing(actual, expected, levels)).isLessThanOrEqualTo(0.001);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GoldenVectorsTest.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("there is no resource " + FOLDER + name);
      }
      return in.readAllBytes();
    }
  }

  private static byte[] unzipped(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(resource(name)))) {
      return in.readAllBytes();
    }
  }
}
