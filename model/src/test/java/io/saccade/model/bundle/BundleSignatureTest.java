package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleSignatureTest {

  private static final KeyPair OURS = KeyFiles.generate();
  private static final KeyPair THEIRS = KeyFiles.generate();

  @TempDir private Path folder;

  @Test
  void signsWithoutChangingTheIdentity() throws Exception {
    Bundle plain = Bundles.golden();
    Bundle signed = BundleSignature.sign(plain, OURS.getPrivate());

    BundleSignature.require(signed, List.of(THEIRS.getPublic(), OURS.getPublic()));
    assertThat(signed.sha256()).isEqualTo(plain.sha256());
    assertThat(signed.isSigned()).isTrue();
    assertThat(plain.isSigned()).isFalse();
    assertThat(BundleDescription.of(signed)).containsEntry("signature", "there is one");
    assertThat(BundleDescription.of(plain)).containsEntry("signature", "none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void keepsTheSignatureInFoldersAndZips(String name) throws Exception {
    Path place = folder.resolve(name);
    BundleWriter.write(
        BundleSignature.sign(Bundles.golden(), OURS.getPrivate()), place, IfPresent.REFUSE);

    Bundle read = Bundle.read(place);

    BundleSignature.require(read, List.of(OURS.getPublic()));
    assertThat(read.golden()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void signsWhatLiesOnDiskAndSignsItAnew(String name) throws Exception {
    Path place = folder.resolve(name);
    BundleWriter.write(Bundles.golden(), place, IfPresent.REFUSE);
    for (KeyPair keys : List.of(THEIRS, OURS)) {
      BundleWriter.writeSigned(BundleSignature.sign(Bundle.read(place), keys.getPrivate()), place);
    }

    assertThatCode(() -> BundleSignature.require(Bundle.read(place), List.of(OURS.getPublic())))
        .doesNotThrowAnyException();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(place);
    }
  }

  @Test
  void refusesABundleThatIsNotSigned() {
    Refusals.of(() -> BundleSignature.require(Bundles.plain(), List.of(OURS.getPublic())))
        .hasCode(RefusalCode.BUNDLE_SIGNATURE)
        .saying("has no manifest.json.sig", "saccade model sign");
  }

  @Test
  void refusesTheSignatureOfAnotherKey() {
    Refusals.of(
            () ->
                BundleSignature.require(
                    BundleSignature.sign(Bundles.plain(), THEIRS.getPrivate()),
                    List.of(OURS.getPublic())))
        .hasCode(RefusalCode.BUNDLE_SIGNATURE)
        .saying("by none of the keys", KeyFiles.fingerprint(OURS.getPublic()));
  }

  @Test
  void refusesTheSignatureOfAnotherManifest() throws Exception {
    byte[] signature =
        BundleSignature.sign(Bundles.plain(), OURS.getPrivate()).signature().orElseThrow();
    Bundle other = Bundles.golden().withSignature(signature);

    Refusals.of(() -> BundleSignature.require(other, List.of(OURS.getPublic())))
        .hasCode(RefusalCode.BUNDLE_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "no base64!", "c2hvcnQ=", "<html>"})
  void refusesWhatIsNoSignature(String text) throws Exception {
    Bundle spoilt = Bundles.plain().withSignature(text.getBytes(StandardCharsets.UTF_8));

    Refusals.of(() -> BundleSignature.require(spoilt, List.of(OURS.getPublic())))
        .hasCode(RefusalCode.BUNDLE_SIGNATURE)
        .saying("64 bytes in base64");
  }

  @Test
  void losesTheSignatureWithTheIdentity() throws Exception {
    Bundle signed = BundleSignature.sign(Bundles.golden(), OURS.getPrivate());

    assertThat(signed.withGolden(List.of()).isSigned()).isFalse();
  }

  @Test
  void refusesASignatureFileThatIsNoSuchThing() throws Exception {
    Path place = Bundles.folder(folder);
    Files.write(place.resolve(BundleSignature.FILE), new byte[1 << 20]);

    Refusals.of(() -> Bundle.read(place)).hasCode(RefusalCode.MODEL_FORMAT).saying("larger");
  }

  @Test
  void signsWithNothingButEd25519() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();

    assertThatThrownBy(() -> BundleSignature.sign(Bundles.plain(), rsa.getPrivate()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ed25519");
  }
}
