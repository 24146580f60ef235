package io.saccade.processor;

import io.saccade.processor.settings.ProcessorSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** What an instance calls itself: at the start of its clients' ids, and in its status. */
final class InstanceName {

  private static final int LONGEST_HOST = 60;

  private InstanceName() {}

  /**
   * As it is set; else the client id that the operator gave; else the host and something random.
   */
  static String of(ProcessorSettings settings) {
    String client = settings.streams().passThrough().get("client.id");
    return settings
        .releases()
        .instance()
        .orElseGet(
            () ->
                client == null
                    ? host() + "-" + UUID.randomUUID().toString().substring(0, 8)
                    : client);
  }

  private static String host() {
    String host = System.getenv("HOSTNAME");
    if (host == null || host.isBlank()) {
      try {
        host = InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        host = "instance";
      }
    }
    String plain = host.replaceAll("[^A-Za-z0-9._-]", "-");
    return plain.substring(0, Math.min(plain.length(), LONGEST_HOST));
  }
}
