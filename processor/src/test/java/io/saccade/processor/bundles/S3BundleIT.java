package io.saccade.processor.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.bundle.KeyFiles;
import io.saccade.model.shapes.ColorModel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Bundles in a real server of S3's kind. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // The server is there before every test, or none is run.
final class S3BundleIT {

  private static final String ACCESS = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";
  private static final KeyPair KEYS = KeyFiles.generate();

  @TempDir private static Path server;
  private static S3Server s3;
  private static Bundle bundle;

  @TempDir private Path folder;

  @BeforeAll
  static void fillABucket() throws Exception {
    assumeTrue(S3Server.isThere(), "S3Proxy is put there by Maven, before the integration tests");
    s3 = S3Server.start(server);
    bundle = BundleSignature.sign(ColorModel.bundle("1"), KEYS.getPrivate());
    Path files = server.resolve("bundle");
    BundleWriter.write(bundle, files, IfPresent.REFUSE);
    Path zip = server.resolve("bundle.zip");
    BundleWriter.write(bundle, zip, IfPresent.REFUSE);
    try (S3Client client = client()) {
      for (String bucket : List.of("models", "secrets")) {
        client.createBucket(request -> request.bucket(bucket));
        put(client, bucket, "production/colors/1.zip", Files.readAllBytes(zip));
        put(client, bucket, "elsewhere/1.zip", Files.readAllBytes(zip));
        try (Stream<Path> walk = Files.walk(files)) {
          for (Path file : walk.filter(Files::isRegularFile).toList()) {
            String name = files.relativize(file).toString();
            put(client, bucket, "production/colors/1/" + name, Files.readAllBytes(file));
            put(client, bucket, "production/stray/" + name, Files.readAllBytes(file));
          }
        }
        put(client, bucket, "production/stray/other.txt", new byte[1]);
        put(client, bucket, "production/large.zip", new byte[6 << 20]);
      }
    }
    System.setProperty(ACCESS, S3Server.ACCESS_KEY);
    System.setProperty(SECRET, S3Server.SECRET_KEY);
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ACCESS);
    System.clearProperty(SECRET);
    if (s3 != null) {
      s3.close();
    }
  }

  private static S3Client client() {
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
        .build();
  }

  private static void put(S3Client client, String bucket, String key, byte[] bytes) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  private BundleStore store(URI endpoint, PublicKey... keys) {
    return new BundleStore(
        new BundleRules(
            List.of(URI.create("s3://models/production")),
            new BundleLimits(1 << 20, 1 << 20, 1 << 20, 1 << 20, 20),
            List.of(keys),
            new S3Settings(Optional.of(endpoint), Optional.empty(), true),
            new FetchTimes(Duration.ofSeconds(5), Duration.ofSeconds(30))),
        folder.resolve("cache"),
        1L << 30);
  }

  private Bundle fetch(String uri) throws Exception {
    return store(s3.endpoint(), KEYS.getPublic()).fetch(uri, Optional.of(bundle.sha256()));
  }

  private Refusals refused(String uri) {
    return Refusals.of(() -> store(s3.endpoint()).fetch(uri, Optional.empty()));
  }

  @Test
  void readsTheObjectsBelowAPrefixAsAFolder() throws Exception {
    assertThat(fetch("s3://models/production/colors/1").manifest()).isEqualTo(bundle.manifest());
    assertThat(fetch("s3://models/production/colors/1/").isSigned()).isTrue();
  }

  @Test
  void readsAZip() throws Exception {
    assertThat(fetch("s3://models/production/colors/1.zip").manifest())
        .isEqualTo(bundle.manifest());
  }

  @Test
  void asksTheServerNoMoreOnceItIsInTheCache() throws Exception {
    fetch("s3://models/production/colors/1");

    Bundle again =
        store(URI.create("http://127.0.0.1:1"))
            .fetch("s3://models/production/colors/1", Optional.of(bundle.sha256()));

    assertThat(again.sha256()).isEqualTo(bundle.sha256());
  }

  @Test
  void asksForNothingOutsideOfTheRoots() {
    for (String uri :
        List.of(
            "s3://models/elsewhere/1.zip",
            "s3://secrets/production/colors/1.zip",
            "s3://models/production/../elsewhere/1.zip")) {
      refused(uri).hasCode(RefusalCode.BUNDLE_PATH);
    }
  }

  @Test
  void saysWhatIsNotThere() {
    refused("s3://models/production/none.zip").hasCode(RefusalCode.BUNDLE_PATH).saying("404");
    refused("s3://models/production/none").hasCode(RefusalCode.BUNDLE_PATH).saying("nothing");
  }

  @Test
  void refusesAFileThatTheManifestDoesNotName() {
    refused("s3://models/production/stray").hasCode(RefusalCode.BUNDLE_HASH).saying("other.txt");
  }

  @Test
  void readsNoMoreThanABundleMayHave() throws Exception {
    refused("s3://models/production/large.zip").hasCode(RefusalCode.MODEL_FORMAT).saying("more");
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void saysThatTheCredentialsDoNotDo() {
    System.setProperty(SECRET, "wrong");
    try {
      refused("s3://models/production/colors/1")
          .hasCode(RefusalCode.BUNDLE_PATH)
          .saying("credentials do not let us");
    } finally {
      System.setProperty(SECRET, S3Server.SECRET_KEY);
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    Refusals.of(
            () ->
                store(URI.create("http://127.0.0.1:1"))
                    .fetch("s3://models/production/colors/1", Optional.empty()))
        .hasCode(RefusalCode.BUNDLE_PATH)
        .saying("s3://models cannot be read");
  }
}
