package io.saccade.processor.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.FileTree;
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
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles on disk, and the cache. */
final class BundleStoreTest {

  private static final Instant THEN = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path models = Path.of("");
  private Path cache = Path.of("");

  @BeforeEach
  void makeFolders() throws Exception {
    models = Files.createDirectory(folder.resolve("models"));
    cache = folder.resolve("cache");
  }

  private BundleStore store(PublicKey... keys) {
    return new BundleStore(rules(keys), cache, 1L << 30);
  }

  private BundleRules rules(PublicKey... keys) {
    URI root = models.toUri();
    return new BundleRules(
        List.of(root),
        BundleLimits.defaults(),
        List.of(keys),
        S3Settings.defaults(),
        FetchTimes.defaults());
  }

  private Bundle write(String version) throws Exception {
    Bundle bundle = ColorModel.bundle(version);
    BundleWriter.write(bundle, models.resolve(version), IfPresent.REPLACE);
    return bundle;
  }

  private String uri(String version) {
    return models.resolve(version).toString();
  }

  private Path kept(Bundle bundle) {
    return cache.resolve(bundle.sha256() + ".zip");
  }

  @Test
  void readsFoldersAndZipsByPathOrAddress() throws Exception {
    Bundle bundle = write("1");
    BundleWriter.write(bundle, models.resolve("one.zip"), IfPresent.REFUSE);

    assertThat(store().fetch(uri("1"), Optional.empty()).sha256()).isEqualTo(bundle.sha256());
    assertThat(store().fetch(uri("one.zip"), Optional.of(bundle.sha256())).sha256())
        .isEqualTo(bundle.sha256());
    assertThat(store().fetch(models.resolve("1").toUri().toString(), Optional.empty()).sha256())
        .isEqualTo(bundle.sha256());
  }

  @Test
  void servesAgainWhatItServedOnceWhenTheSourceIsGone() throws Exception {
    Bundle bundle = write("1");
    store().fetch(uri("1"), Optional.empty());
    FileTree.delete(models.resolve("1"));

    assertThat(store().fetch(uri("1"), Optional.of(bundle.sha256())).manifest())
        .isEqualTo(bundle.manifest());
  }

  @Test
  void refusesAnotherBundleThanTheOneThatWasAskedFor() throws Exception {
    write("1");
    Refusals.of(() -> store().fetch(uri("1"), Optional.of("ab".repeat(32))))
        .hasCode(RefusalCode.BUNDLE_HASH)
        .saying("another one");
    Refusals.of(() -> store().fetch(uri("1"), Optional.of("ab")))
        .hasCode(RefusalCode.BUNDLE_HASH)
        .saying("64 hexadecimal digits");
    assertThat(cache).doesNotExist();
  }

  @Test
  void throwsAwayWhatWasDamagedInTheCacheAndFetchesItAgain() throws Exception {
    Bundle bundle = write("1");
    store().fetch(uri("1"), Optional.empty());
    byte[] bytes = Files.readAllBytes(kept(bundle));
    byte[] sound = bytes.clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept(bundle), bytes);

    assertThat(store().fetch(uri("1"), Optional.of(bundle.sha256())).sha256())
        .isEqualTo(bundle.sha256());
    assertThat(Files.readAllBytes(kept(bundle))).isEqualTo(sound);
  }

  @Test
  void servesNothingDamagedFromTheCacheWhenTheSourceIsGone() throws Exception {
    Bundle bundle = write("1");
    store().fetch(uri("1"), Optional.empty());
    Bundle other = write("2");
    store().fetch(uri("2"), Optional.empty());
    Files.copy(kept(other), kept(bundle), StandardCopyOption.REPLACE_EXISTING);
    FileTree.delete(models.resolve("1"));

    Refusals.of(() -> store().fetch(uri("1"), Optional.of(bundle.sha256())))
        .hasCode(RefusalCode.BUNDLE_PATH);
    assertThat(kept(bundle)).doesNotExist();
  }

  @Test
  void letsTheOldestUnusedGo() throws Exception {
    Bundle first = write("1");
    long size;
    try (var files = Files.walk(models.resolve("1"))) {
      size = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
    long twoAndAHalf = size * 5 / 2;
    Bundle second = write("2");
    Bundle third = write("3");
    fetchAt(0, twoAndAHalf, first);
    fetchAt(1, twoAndAHalf, second);
    fetchAt(2, twoAndAHalf, first);
    fetchAt(3, twoAndAHalf, third);

    assertThat(kept(first)).exists();
    assertThat(kept(second)).doesNotExist();
    assertThat(kept(third)).exists();
  }

  private void fetchAt(int minute, long cacheBytes, Bundle bundle) throws Exception {
    Clock clock = Clock.fixed(THEN.plus(Duration.ofMinutes(minute)), ZoneOffset.UTC);
    new BundleStore(rules(), new BundleCache(cache, cacheBytes, clock))
        .fetch(uri(bundle.manifest().version()), Optional.of(bundle.sha256()));
  }

  @Test
  void doesWithoutACacheThatCannotBeWritten() throws Exception {
    Bundle bundle = write("1");
    cache = Files.createFile(folder.resolve("in the way")).resolve("cache");

    assertThat(store().fetch(uri("1"), Optional.empty()).sha256()).isEqualTo(bundle.sha256());
  }

  @Test
  void clearsAwayWhatAProcessLeftBehindThatEndedAmidst() throws Exception {
    Bundle bundle = write("1");
    Path left = Files.createDirectories(cache).resolve(".abc.download");
    Files.write(left, new byte[100]);

    fetchAt(0, 1L << 30, bundle);

    assertThat(left).doesNotExist();
    assertThat(kept(bundle)).exists();
  }

  @Test
  void followsNoLinkBelowARoot() throws Exception {
    write("1");
    Path outside = Files.createDirectory(folder.resolve("outside"));
    BundleWriter.write(ColorModel.bundle("2"), outside.resolve("2"), IfPresent.REFUSE);
    Files.createSymbolicLink(models.resolve("link"), outside.resolve("2"));
    Files.createSymbolicLink(models.resolve("way"), outside);
    Files.createSymbolicLink(models.resolve("current"), models.resolve("1"));

    for (String name : List.of("link", "way/2", "current")) {
      Refusals.of(() -> store().fetch(uri(name), Optional.empty()))
          .hasCode(RefusalCode.BUNDLE_PATH)
          .saying("is a link");
    }
  }

  @Test
  void opensARootThatIsReachedThroughALink() throws Exception {
    Bundle bundle = write("1");
    Path real = models;
    models = Files.createSymbolicLink(folder.resolve("linked"), real);

    assertThat(store().fetch(uri("1"), Optional.empty()).sha256()).isEqualTo(bundle.sha256());
  }

  @Test
  void saysThatThereIsNothing() {
    Refusals.of(() -> store().fetch(uri("7"), Optional.empty()))
        .hasCode(RefusalCode.BUNDLE_PATH)
        .saying("There is no bundle");
  }

  @Test
  void wantsTheSignatureOfItsKeys() throws Exception {
    KeyPair ours = KeyFiles.generate();
    Bundle bundle = write("1");
    store().fetch(uri("1"), Optional.empty());

    Refusals.of(() -> store(ours.getPublic()).fetch(uri("1"), Optional.of(bundle.sha256())))
        .hasCode(RefusalCode.BUNDLE_SIGNATURE);

    Bundle signed = BundleSignature.sign(bundle, ours.getPrivate());
    BundleWriter.writeSigned(signed, models.resolve("1"));
    assertThat(store(ours.getPublic()).fetch(uri("1"), Optional.of(bundle.sha256())).isSigned())
        .isTrue();

    FileTree.delete(models.resolve("1"));
    assertThat(store(ours.getPublic()).fetch(uri("1"), Optional.of(bundle.sha256())).isSigned())
        .as("from the cache, with its signature")
        .isTrue();
    Refusals.of(
            () ->
                store(KeyFiles.generate().getPublic())
                    .fetch(uri("1"), Optional.of(bundle.sha256())))
        .hasCode(RefusalCode.BUNDLE_PATH);
  }
}
