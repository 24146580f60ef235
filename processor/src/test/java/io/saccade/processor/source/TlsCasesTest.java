package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of TLS, and those that lead to another place: only who is who it should be is heard. */
class TlsCasesTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path stores;
  private static final Map<String, HttpServer> SERVERS = new LinkedHashMap<>();
  private static SSLContext trust;

  @BeforeAll
  static void serve() throws Exception {
    done(keytool("ca", "-alias", "ca", "-ext", "bc:c", "-dname", "CN=us"));
    Map<String, Process> keys = new LinkedHashMap<>();
    for (String name : List.of("good", "expired")) {
      Files.copy(stores.resolve("ca"), stores.resolve(name));
      String from = name.equals("expired") ? "-3d" : "-1d";
      keys.put(name, key(name, "-signer", "ca", "-startdate", from, "-validity", "2"));
    }
    keys.put("stranger", key("stranger"));
    for (Map.Entry<String, Process> each : keys.entrySet()) {
      done(each.getValue());
      KeyStore own = store(each.getKey());
      own.deleteEntry("ca"); // It is not to be shown as the server's own.
      SERVERS.put(each.getKey(), secret(own));
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("ca", store("ca").getCertificate("ca"));
    SERVERS.put("plain", HttpServer.create(here(), 0));
    SERVERS.values().forEach(TlsCasesTest::open);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    trust = SSLContext.getInstance("TLS");
    trust.init(null, factory.getTrustManagers(), null);
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(server -> server.stop(0));
  }

  @Test
  void hearsOnlyWhomTheCertificateIsFor() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put(at("https", "good", "good"), Asked.FETCHED);
    expected.put(at("http", "plain", "plain"), Asked.FETCHED);
    expected.put(at("https", "good", "wrong"), "URI_UNAVAILABLE");
    expected.put(at("https", "expired", "expired"), "URI_UNAVAILABLE");
    expected.put(at("https", "stranger", "stranger"), "URI_UNAVAILABLE");
    expected.put(at("https", "plain", "plaintls"), "URI_UNAVAILABLE");
    assertThat(endings(new ArrayList<>(expected.keySet()), 0)).isEqualTo(expected);
  }

  @Test
  void followsOnlyToWhatTheRulesAllow() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put(to("/image"), Asked.FETCHED);
    expected.put(to(at("https", "good", "good")), Asked.FETCHED);
    expected.put(to("image"), Asked.FETCHED);
    expected.put(to("http://127.0.0.1:" + port("plain") + "/image"), "URI_HOST");
    expected.put(to("http://user@plain.test:" + port("plain") + "/image"), "URI_HOST");
    expected.put(to("//unlisted.test/image"), "URI_HOST");
    expected.put(to(at("http", "plain", "inside")), "URI_HOST");
    expected.put(to(at("http", "plain", "outside")), "URI_ADDRESS");
    expected.put(to("file:///etc/passwd"), "URI_HOST");
    expected.put(to("s3://pictures/image"), "URI_REDIRECT");
    expected.put(to("ftp://plain.test/image"), "URI_SCHEME");
    expected.put(to("::"), "URI_REDIRECT");
    expected.put(to("/again"), "URI_REDIRECT");
    expected.put(
        at("https", "good", "good").replace("/image", "/to?" + at("http", "plain", "plain")),
        "URI_REDIRECT");
    assertThat(endings(new ArrayList<>(expected.keySet()), 2)).isEqualTo(expected);
  }

  @Test
  void followsNobodyByItself() throws Exception {
    String uri = to("/image");
    assertThat(endings(List.of(uri), 0)).containsEntry(uri, "URI_REDIRECT");
  }

  private static Map<String, String> endings(List<String> uris, int redirects) throws Exception {
    Sources sources =
        Sources.reaching(
                "good.test:" + port("good"),
                "wrong.test:" + port("good"),
                "expired.test:" + port("expired"),
                "stranger.test:" + port("stranger"),
                "plain.test:" + port("plain"),
                "plaintls.test:" + port("plain"))
            .withPublic(Set.of("outside.test:" + port("plain")))
            .withRedirects(redirects)
            .withOutage(1000, 20, 1500);
    Map<String, String> endings = new LinkedHashMap<>();
    try (ImageSource source =
        new UriImages(
            sources.settings(),
            8 << 20,
            FetchListener.none(),
            name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
            trust)) {
      Map<String, Asked> asked = new LinkedHashMap<>();
      uris.forEach(uri -> asked.put(uri, Asked.of(source, uri)));
      for (Map.Entry<String, Asked> each : asked.entrySet()) {
        endings.put(each.getKey(), each.getValue().ending());
      }
    }
    return endings;
  }

  private static String at(String scheme, String server, String name) {
    return "%s://%s.test:%d/image".formatted(scheme, name, port(server));
  }

  /** An address of the plain server that leads to another. */
  private static String to(String location) {
    return "http://plain.test:%d/to?%s".formatted(port("plain"), location);
  }

  private static int port(String server) {
    return Objects.requireNonNull(SERVERS.get(server), server).getAddress().getPort();
  }

  private static void open(HttpServer server) {
    server.createContext(
        "/",
        exchange -> {
          String query = exchange.getRequestURI().getRawQuery();
          boolean again = exchange.getRequestURI().getPath().equals("/again");
          if (query != null || again) {
            exchange.getResponseHeaders().add("Location", again ? "/again" : query);
            exchange.sendResponseHeaders(302, -1);
          } else {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("image".getBytes(StandardCharsets.US_ASCII));
          }
          exchange.close();
        });
    server.start();
  }

  private static HttpsServer secret(KeyStore keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(here(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  private static InetSocketAddress here() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(stores.resolve(name))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static Process key(String name, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-alias", "key", "-dname", "CN=" + name));
    arguments.addAll(List.of("-ext", "san=dns:" + name + ".test"));
    arguments.addAll(List.of(more));
    return keytool(name, arguments.toArray(String[]::new));
  }

  private static Process keytool(String file, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-genkeypair", "-keyalg", "EC"));
    command.addAll(
        List.of("-keystore", file, "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).directory(stores.toFile()).redirectErrorStream(true).start();
  }

  private static void done(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
