package io.saccade.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What `--version` prints. */
final class Version implements IVersionProvider {

  private static final String BUILT_AS = "/META-INF/maven/io.saccade/saccade-cli/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "saccade " + own(),
      "Kafka " + AppInfoParser.getVersion(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
    };
  }

  /** The version of the jar that this runs from; classes outside a jar have none. */
  private static String own() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream(BUILT_AS)) {
      if (in == null) {
        return "(unpackaged)";
      }
      Properties built = new Properties();
      built.load(in);
      return built.getProperty("version", "(unknown)");
    }
  }
}
