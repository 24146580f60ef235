package io.saccade.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that speaks TLS and wants to see a certificate. */
class RegistryTlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir private static Path stores;
  private ScriptedRegistry registry;

  @BeforeAll
  static void makeStores() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "us",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-keystore",
        "key.p12");
    keytool("-exportcert", "-alias", "us", "-rfc", "-file", "us.pem", "-keystore", "key.p12");
    keytool(
        "-importcert", "-noprompt", "-alias", "us", "-file", "us.pem", "-keystore", "trust.p12");
  }

  @BeforeEach
  void start() throws Exception {
    RegistryTls tls = RegistryTls.of(both(""));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = tls.context().getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    registry = new ScriptedRegistry(server);
    registry.add(7, Events.schema());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void showsItsCertificateAndTrustsTheRegistrys() throws Exception {
    assertThat(client(both("schema.registry.")).schema(7)).isEqualTo(Events.schema());
  }

  @Test
  void trustsTheCertificateInAPemFile() throws Exception {
    Map<String, Object> pem = both("schema.registry.");
    pem.put("schema.registry.ssl.truststore.type", "PEM");
    pem.put("schema.registry.ssl.truststore.location", stores.resolve("us.pem").toString());
    pem.remove("schema.registry.ssl.truststore.password");
    assertThat(client(pem).schema(7)).isEqualTo(Events.schema());
  }

  @Test
  void isUnavailableToWhoDoesNotTrustIt() throws Exception {
    HttpSchemaRegistry stranger = client(new HashMap<>());
    assertThatThrownBy(() -> stranger.schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  @Test
  void namesAWrongPasswordWithoutPrintingIt() {
    Map<String, Object> wrong = both("schema.registry.");
    wrong.put("schema.registry.ssl.truststore.password", "hush-hush");
    assertThatThrownBy(() -> client(wrong))
        .isInstanceOf(RegistryConfigurationException.class)
        .hasMessageContaining("trust.p12")
        .hasMessageNotContaining("hush");
  }

  private HttpSchemaRegistry client(Map<String, Object> config) throws Exception {
    Map<String, Object> all = new HashMap<>(config);
    all.put("schema.registry.url", "https://localhost:" + registry.port());
    all.put("max.retries", 0);
    return HttpSchemaRegistry.of(all);
  }

  private Map<String, Object> both(String prefix) {
    Map<String, Object> config = new HashMap<>();
    for (String store : List.of("keystore:key.p12", "truststore:trust.p12")) {
      String name = prefix + "ssl." + store.substring(0, store.indexOf(':'));
      config.put(
          name + ".location", stores.resolve(store.substring(store.indexOf(':') + 1)).toString());
      config.put(name + ".password", PASSWORD);
      config.put(name + ".type", "PKCS12");
    }
    return config;
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command).directory(stores.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
