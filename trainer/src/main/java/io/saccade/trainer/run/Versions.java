package io.saccade.trainer.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The versions of the programs that take part in a training. */
final class Versions {

  private Versions() {}

  /** By name; what does not run from a jar has none. */
  static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("saccade", of("io.saccade/saccade-trainer"));
    versions.put("pytorch", of("org.bytedeco/pytorch"));
    return versions;
  }

  private static String of(String artifact) {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    try (InputStream in = Versions.class.getResourceAsStream(resource)) {
      if (in == null) {
        return "(unpackaged)";
      }
      Properties built = new Properties();
      built.load(in);
      return built.getProperty("version", "(unknown)");
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of our own can be read", e);
    }
  }
}
