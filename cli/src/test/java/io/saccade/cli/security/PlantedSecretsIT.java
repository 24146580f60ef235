package io.saccade.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.Samples;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.registry.SchemaRegistryServer;
import io.saccade.cli.rights.BrokerKeys;
import io.saccade.cli.rights.SecuredBroker;
import io.saccade.cli.watch.TopicReader;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every secret that a processor is given, through a life with all kinds of trouble: none is in what
 * anybody can see of it, however much it logs.
 */
final class PlantedSecretsIT {

  private static final Map<String, String> SECRETS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("password of ssl.keystore", "planted1-store-Qx7"),
              Map.entry("password of sasl.jaas.config", "planted2-scram-Wv3"),
              Map.entry("password in registry.url", "planted3-basic-Ty9"),
              Map.entry("registry.bearer.auth.token", "planted4-bearer-Hb2"),
              Map.entry("registry.basic.auth.user.info", "planted5-userinfo-Lk5"),
              Map.entry("http.token", "planted6-writes-Nm4"),
              Map.entry("http.read.token", "planted7-reads-Pc8"),
              Map.entry("http.tls.keystore.password", "planted8-https-Rd1"),
              Map.entry("AWS_SECRET_ACCESS_KEY", "planted9-amazon-Fg6"),
              Map.entry("AWS_SESSION_TOKEN", "planted10-session-Zs3"),
              Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "planted11-traces-Jw7"),
              Map.entry("ssl.keystore.key", "planted12-pem-key-Uo5"),
              Map.entry("user of a bundle's address", "planted13-address-Ie2"),
              Map.entry("ssl.truststore.password", "planted14-trust-Ax9")));
  private static final List<String> PAGES =
      List.of(
          "/",
          "/metrics",
          "/health/live",
          "/health/ready",
          "/v1/dashboard",
          "/v1/releases",
          "/v1/releases/colors",
          "/v1/releases/colors/history",
          "/nothing");
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String LEVEL = System.getProperty("security.log.level", "debug");

  private final SecretScan scan = new SecretScan(SECRETS);
  private final Path folder;
  private final BrokerKeys keys;
  private final SecuredBroker broker;
  private final SchemaRegistryServer registry;
  private final Path bundle;

  PlantedSecretsIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.keys = BrokerKeys.make(folder.resolve("keys"), secret("password of ssl.keystore"));
    this.broker = SecuredBroker.start(folder, keys, secret("password of sasl.jaas.config"));
    this.registry = SchemaRegistryServer.start(0, folder.resolve("registry"));
    this.bundle = Samples.bundle(folder.resolve("colors"));
  }

  @AfterEach
  void stop() throws Exception {
    registry.close();
    broker.close();
  }

  private static String secret(String what) {
    return SECRETS.getOrDefault(what, "");
  }

  private Way way() throws Exception {
    String trust = secret("ssl.truststore.password");
    return Way.password(broker, keys, secret("password of sasl.jaas.config"))
        .with(
            "planted",
            Map.of(
                "ssl.truststore.location", keys.trusted(trust).toString(),
                "ssl.truststore.password", trust,
                "ssl.keystore.location", keys.key("saccade").toString(),
                "ssl.keystore.password", keys.password(),
                "main.consumer.ssl.key.password", keys.password()));
  }

  private Map<String, String> settings() throws Exception {
    Map<String, String> settings = new TreeMap<>();
    settings.put(
        "registry.url",
        "http://me:%s@127.0.0.1:1,http://me:%s@127.0.0.1:%d"
            .formatted(
                secret("password in registry.url"),
                secret("password in registry.url"),
                registry.url().getPort()));
    settings.put("model.bundle", bundle.toString());
    settings.put("bundle.roots", "s3://bundles," + folder);
    settings.put("bundle.s3.endpoint", "http://127.0.0.1:1");
    settings.put("bundle.s3.region", "eu-central-1");
    settings.put("state.dir", folder.resolve("state").toString());
    settings.put("topics.create", "true");
    settings.put("topics.partitions", "1");
    settings.put("labels.enabled", "on");
    settings.put("tuning", "fixed");
    settings.put("lanes", "1");
    settings.put("memory.budget", "128MiB");
    String https = secret("http.tls.keystore.password");
    settings.put("http.port", "0");
    settings.put("http.token", secret("http.token"));
    settings.put("http.read.token", secret("http.read.token"));
    settings.put("http.tls.keystore", keys.key("broker", https).toString());
    settings.put("http.tls.keystore.password", https);
    return settings;
  }

  private static Map<String, String> environment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        "AKIAPLANTED",
        "AWS_SECRET_ACCESS_KEY",
        secret("AWS_SECRET_ACCESS_KEY"),
        "AWS_SESSION_TOKEN",
        secret("AWS_SESSION_TOKEN"),
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:1",
        "OTEL_EXPORTER_OTLP_HEADERS",
        "api-key=" + secret("OTEL_EXPORTER_OTLP_HEADERS"));
  }

  @Test
  void areInNothingThatAnybodyCanSee() throws Exception {
    try (CliProcess lost = withoutABroker();
        CliProcess pem = withAKeyThatIsNone();
        CliProcess processor =
            way().processor(folder, settings(), environment(), "--log-level", LEVEL)) {
      URI address = URI.create(processor.awaitLine("http +(https://\\S+)", SOON).group(1));
      processor.awaitLine("^running", SOON);
      publish();
      releaseWhatIsRefused(address);
      for (String page : PAGES) {
        scan.look(page, read(address, page));
      }
      live(address);
      topics();
      registry.close();
      processor.terminate();
      assertThat(processor.awaitExit(SOON)).isZero();
      for (CliProcess failing : List.of(lost, pem)) {
        assertThat(failing.awaitExit(SOON)).isEqualTo(1);
      }
      scan.look("log", processor.output());
      scan.look("log without a broker", lost.output());
      scan.look("log with a key that is none", pem.output());
      System.out.printf(
          "planted secrets: %d secrets, %,d characters looked through%n",
          SECRETS.size(), scan.bytes());
      assertThat(processor.output()).contains("sasl.jaas.config = [hidden]");
      assertThat(scan.found()).isEmpty();
    }
  }

  @Test
  void areFoundInALineOfALog() {
    String secret = secret("http.token");

    scan.look("plain", "WARN Broker password=" + secret + " is wrong");
    scan.look("address", "http://me:" + secret + "@host/");
    for (String user : List.of("me:", "you:", "them:")) {
      byte[] header = (user + secret).getBytes(StandardCharsets.UTF_8);
      scan.look("header", Base64.getEncoder().encodeToString(header));
    }

    assertThat(scan.found()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(scan.found()).anyMatch(line -> line.startsWith("header: http.token, in Base64"));
  }

  /** A processor that reaches nobody, with credentials of other kinds. */
  private CliProcess withoutABroker() throws Exception {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.put("registry.url", "http://127.0.0.1:1");
    settings.put("registry.bearer.auth.credentials.source", "STATIC_TOKEN");
    settings.put("registry.bearer.auth.token", secret("registry.bearer.auth.token"));
    Way way = new Way("lost", "127.0.0.1:1", way().clients());
    return way.with("lost", Map.of("default.api.timeout.ms", "4000", "request.timeout.ms", "2000"))
        .processor(folder, settings, environment(), "--log-level", LEVEL);
  }

  private CliProcess withAKeyThatIsNone() throws Exception {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.put("registry.basic.auth.credentials.source", "USER_INFO");
    settings.put("registry.basic.auth.user.info", "me:" + secret("registry.basic.auth.user.info"));
    return way()
        .with(
            "pem",
            Map.of(
                "ssl.keystore.type", "PEM",
                "ssl.keystore.location", "",
                "ssl.keystore.password", "",
                "main.consumer.ssl.key.password", "",
                "ssl.keystore.key", secret("ssl.keystore.key"),
                "ssl.keystore.certificate.chain", "none"))
        .processor(folder, settings, environment(), "--log-level", LEVEL);
  }

  private void publish() throws Exception {
    Path images = Samples.images(folder.resolve("images"), 5);
    Files.write(images.resolve("cut.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
    way().run(folder, registry.url().toString(), "publish", images.toString());
  }

  private void releaseWhatIsRefused(URI address) throws Exception {
    String user = secret("user of a bundle's address");
    String place = "https://me:%s@bundles.example/colors/2".formatted(user);
    String release = "{\"primary\":{\"version\":\"2\",\"uri\":\"%s\"}}";
    scan.look("refused at once", write(address, release.formatted(place), "http.token"));
    scan.look("refused token", write(address, release.formatted(place), "http.read.token"));
    scan.look("released", write(address, release.formatted("s3://bundles/colors/2"), "http.token"));
    Eventually.holds(
        "the release is refused",
        SOON,
        () -> read(address, "/v1/releases/colors").contains("REFUSED"));
  }

  private String write(URI address, String body, String token) throws Exception {
    return send(
        HttpRequest.newBuilder(address.resolve("/v1/releases/colors"))
            .header("Authorization", "Bearer " + secret(token))
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String read(URI address, String page) throws Exception {
    return send(
        HttpRequest.newBuilder(address.resolve(page))
            .header("Authorization", "Bearer " + secret("http.read.token")));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client().send(request.timeout(SOON).build(), HttpResponse.BodyHandlers.ofString());
    return answer.headers().map() + "\n" + answer.body();
  }

  private HttpClient client() throws Exception {
    return HttpClient.newBuilder().sslContext(keys.trusting()).build();
  }

  /** The beginning of what the dashboard is told as it happens. */
  private void live(URI address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/v1/dashboard/live"))
            .header("Authorization", "Bearer " + secret("http.read.token"))
            .build();
    try (InputStream in =
        client().send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      scan.look("live", in.readNBytes(2_000));
    }
  }

  /** Every record of every topic, values and headers. */
  private void topics() throws Exception {
    Map<String, Object> clients = new HashMap<>(broker.as(SecuredBroker.ADMIN));
    clients.put("bootstrap.servers", broker.bootstrap());
    List<String> topics;
    try (Admin admin = Admin.create(clients)) {
      topics = List.copyOf(admin.listTopics().names().get());
    }
    assertThat(topics).contains("image-failures", "model-status", "predictions");
    try (TopicReader reader = TopicReader.fromBeginning(topics, clients)) {
      var ends = reader.ends();
      while (!reader.isAt(ends)) {
        reader
            .poll()
            .forEach(
                record -> {
                  scan.look(record.topic(), record.value() == null ? new byte[0] : record.value());
                  record.headers().forEach(header -> scan.look(record.topic(), header.value()));
                });
      }
    }
  }
}
