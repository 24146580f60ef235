package io.saccade.cli.fuzz;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle that comes as a zip. */
final class ZipTarget implements FuzzTarget {

  private final Path folder = Files.createTempDirectory("fuzzed-zips");
  private final Path zip = folder.resolve("fuzzed.zip");

  ZipTarget() throws IOException {}

  @Override
  public void read(byte[] bytes) throws IOException {
    Files.write(zip, bytes);
    try {
      Bundle read = Bundle.read(zip);
      if (read.labels().isEmpty()) {
        throw new IllegalStateException("a bundle without labels was taken");
      }
    } catch (BundleRefusedException e) {
      return;
    }
  }

  @Override
  public Map<String, byte[]> seeds() throws Exception {
    Path stored = folder.resolve("stored.zip");
    BundleWriter.write(FuzzedBundle.bundle(), stored, IfPresent.REPLACE);
    return Map.of(
        "stored",
        Files.readAllBytes(stored),
        "deflated",
        zip(FuzzedBundle.files(), ""),
        "in-a-folder",
        zip(FuzzedBundle.files(), "colors-1/"));
  }

  private static byte[] zip(Map<String, byte[]> files, String top) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(top + file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
