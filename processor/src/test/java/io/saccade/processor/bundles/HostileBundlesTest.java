package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.BUNDLE_SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.KeyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles that are refused before any of them is run, each as it is released. */
final class HostileBundlesTest {

  private static final KeyPair KEYS = KeyFiles.generate();
  private static final KeyPair OTHERS = KeyFiles.generate();

  @TempDir private Path folder;

  static Stream<HostileCase> signatures() {
    return Stream.of(
        new HostileCase("none", BUNDLE_SIGNATURE, b -> b),
        new HostileCase(
            "an empty one", BUNDLE_SIGNATURE, b -> b.file("manifest.json.sig", new byte[0])),
        new HostileCase("noise", BUNDLE_SIGNATURE, b -> b.file("manifest.json.sig", new byte[64])),
        new HostileCase("of another key", BUNDLE_SIGNATURE, b -> signed(b, OTHERS)),
        new HostileCase(
            "of another manifest",
            BUNDLE_SIGNATURE,
            b -> {
              signed(b, KEYS);
              return b.manifest(m -> m.put("version", "2"));
            }));
  }

  @ParameterizedTest
  @MethodSource({
    "io.saccade.processor.bundles.HostileFiles#places",
    "io.saccade.processor.bundles.HostileFiles#files",
    "io.saccade.processor.bundles.HostileFiles#manifests",
    "io.saccade.processor.bundles.HostileContents#models",
    "io.saccade.processor.bundles.HostileContents#labels",
    "io.saccade.processor.bundles.HostileContents#declarations",
    "io.saccade.processor.bundles.HostileZips#zips"
  })
  void isRefused(HostileCase hostile) throws Exception {
    String uri = place(hostile);

    Refusals.of(() -> store().fetch(uri, Optional.empty())).hasCode(hostile.code());
    assertThat(folder.resolve("cache")).as("kept").doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void isRefusedWhereASignatureIsWanted(HostileCase hostile) throws Exception {
    String uri = place(hostile);

    Refusals.of(() -> store(KEYS.getPublic()).fetch(uri, Optional.empty())).hasCode(hostile.code());
  }

  @Test
  void theBundleBehindThemIsSound() throws Exception {
    SpoiltBundle bundle = bundle();
    signed(bundle, KEYS);

    assertThat(store(KEYS.getPublic()).fetch(bundle.path().toString(), Optional.empty()).sha256())
        .isEqualTo(SpoiltBundle.sound().sha256());
    assertThat(store().fetch(bundle.zip(Map.of()).toString(), Optional.empty()).sha256())
        .isEqualTo(SpoiltBundle.sound().sha256());
  }

  private SpoiltBundle bundle() throws Exception {
    return new SpoiltBundle(Files.createDirectories(folder.resolve("models")).resolve("bundle"));
  }

  private String place(HostileCase hostile) throws Exception {
    Object place = hostile.spoiling().of(bundle());
    return place instanceof SpoiltBundle spoilt ? spoilt.path().toString() : place.toString();
  }

  private BundleStore store(PublicKey... keys) {
    return new BundleStore(
        new BundleRules(
            List.of(folder.resolve("models").toUri()),
            new BundleLimits(1 << 20, 1 << 20, 4 << 20, 1 << 20, 20),
            List.of(keys),
            S3Settings.defaults(),
            FetchTimes.defaults()),
        folder.resolve("cache"),
        1L << 30);
  }

  private static Object signed(SpoiltBundle bundle, KeyPair keys) throws Exception {
    BundleWriter.writeSigned(
        BundleSignature.sign(Bundle.read(bundle.path()), keys.getPrivate()), bundle.path());
    return bundle;
  }
}
