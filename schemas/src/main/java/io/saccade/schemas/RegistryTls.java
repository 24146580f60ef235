package io.saccade.schemas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * The trust and key stores for the registry, read by Kafka's own code so that every form that Kafka
 * takes (JKS, PKCS12, PEM files, PEM in the setting) serves here under the same names.
 *
 * @param context made of the stores
 */
record RegistryTls(SSLContext context) {

  /**
   * Reads the stores.
   *
   * @param config Kafka's names, without the registry's prefix
   * @throws KafkaException if a setting is wrong or a store cannot be read; names the setting or
   *     file
   */
  @SuppressWarnings("resource") // its context outlives it, and close() only forgets
  static RegistryTls of(Map<String, ?> config) {
    ConfigDef names = new ConfigDef();
    SslConfigs.addClientSslSupport(names);
    Map<String, Object> values = new HashMap<>(names.parse(config));
    Object verification = values.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
    if (!"https".equalsIgnoreCase(String.valueOf(verification))) {
      throw new ConfigException(
          SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG
              + " must be https: the registry's host name is always verified");
    }
    readable(values, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
    readable(values, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
    DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
    factory.configure(values);
    return new RegistryTls(factory.sslContext());
  }

  /** Asked beforehand, since Kafka's code logs a stack trace about a file that is not there. */
  private static void readable(Map<String, ?> values, String name) {
    Object location = values.get(name);
    if (location instanceof String file && !Files.isReadable(Path.of(file))) {
      throw new ConfigException(name + " must be a file that can be read, but was " + file);
    }
  }

  @Override
  public String toString() {
    return "RegistryTls";
  }
}
