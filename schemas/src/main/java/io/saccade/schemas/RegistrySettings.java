package io.saccade.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the registry is and how to speak to it.
 *
 * @param endpoints tried in this order, at least one
 * @param connectTimeout of one connection
 * @param readTimeout of one request, its body included
 * @param retries how often all endpoints are tried again before the registry counts as unavailable
 * @param firstWait before the first retry; doubles up to {@code longestWait}
 * @param longestWait between two retries
 * @param missingIdTtl how long an id that the registry does not know is not asked for again
 * @param autoRegister whether schemas may be registered, or only looked up
 * @param tls of https endpoints, or null for the JVM's own
 */
record RegistrySettings(
    List<RegistryEndpoint> endpoints,
    Duration connectTimeout,
    Duration readTimeout,
    int retries,
    Duration firstWait,
    Duration longestWait,
    Duration missingIdTtl,
    boolean autoRegister,
    @Nullable RegistryTls tls) {

  RegistrySettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException(
          "endpoints must name at least one registry, but was empty");
    }
  }

  /**
   * Reads the settings by Confluent's names. Unknown names are left to others.
   *
   * @throws RegistryConfigurationException with every mistake, each naming its setting
   */
  static RegistrySettings of(Map<String, ?> config) throws RegistryConfigurationException {
    return new RegistrySettingsParser(config).parse();
  }
}
