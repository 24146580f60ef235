package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Images and files that the tests draw themselves. */
final class Pictures {

  static final IntConsumer QUIET = done -> {};
  static final Preprocessing PIXELS = Preprocessing.none(32, ColorOrder.RGB);

  private Pictures() {}

  /** A colour image without any symmetry, another for each seed. */
  static byte[] noise(int width, int height, long seed) {
    byte[] pixels = new byte[width * height * 3];
    new Random(seed).nextBytes(pixels);
    return pixels;
  }

  /** Red grows to the right and green downwards; smooth, so that resampling is predictable. */
  static byte[] ramp(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      pixels[3 * i] = (byte) (i % width * 255 / (width - 1));
      pixels[3 * i + 1] = (byte) (i / width * 255 / (height - 1));
      pixels[3 * i + 2] = 100;
    }
    return pixels;
  }

  static byte[] png(int width, int height, long seed) {
    return Png.of(noise(width, height, seed), width, height, 3);
  }

  static Path write(Path file, byte[] bytes) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.write(file, bytes);
  }

  static Path text(Path file, String... lines) throws IOException {
    return write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** So many images in each of these folders. */
  static void classes(Path root, int each, String... names) throws IOException {
    for (String name : names) {
      for (int i = 0; i < each; i++) {
        write(root.resolve(name).resolve(i + ".png"), png(8, 8, name.hashCode() * 31L + i));
      }
    }
  }

  static LabelledImages inspected(Path path)
      throws IOException, DataRefusedException, InterruptedException {
    Decoding decoding = Decoding.defaults();
    Inspection inspection = new Inspection(PIXELS, decoding);
    try {
      return inspection.inspect(ImageSource.at(path).list(), QUIET);
    } finally {
      assertThat(decoding.handles().open()).as("images left open").isZero();
      assertThat(decoding.budget().taken()).as("decode budget not given back").isZero();
    }
  }

  /** Every file below the folder, under these names before their own. */
  static Path zip(Path folder, Path zip, String before) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(before + folder.relativize(file)));
        out.write(Files.readAllBytes(file));
      }
    }
    return zip;
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}
