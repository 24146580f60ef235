package io.saccade.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.Samples;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.model.FileServer;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.release.VersionWish;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release says of a bundle that lies behind an address. */
final class NamedBundleTest {

  private final List<String> told = new ArrayList<>();
  @TempDir private Path folder;
  private FileServer server;
  private String sha256 = "";

  @BeforeEach
  void serveABundle() throws Exception {
    Path zip = Samples.bundle(folder.resolve("1.zip"));
    sha256 = Bundle.read(zip).sha256();
    server = new FileServer();
    server.on("/models/1.zip", FileServer.file(Files.readAllBytes(zip)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private VersionWish wish(
      String place, Optional<String> version, Optional<String> hash, Optional<Path> config)
      throws Exception {
    return new NamedBundle("colors", place, new BundleSource(config))
        .wish(version, hash, told::add);
  }

  private VersionWish wish(String place, Optional<String> version, Optional<String> hash)
      throws Exception {
    return wish(place, version, hash, Optional.empty());
  }

  private String address() {
    return server.at("/models/1.zip").toString();
  }

  @Test
  void namesTheHashOfWhatLiesBehindAnAddress() throws Exception {
    VersionWish wish = wish(address(), Optional.empty(), Optional.empty());

    assertThat(wish).isEqualTo(new VersionWish("1", Optional.of(address()), Optional.of(sha256)));
    assertThat(told).isEmpty();
  }

  @Test
  void refusesAMixUpBehindAnAddress() {
    assertThatThrownBy(() -> wish(address(), Optional.of("7"), Optional.empty()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is version 1, not 7");
    assertThatThrownBy(() -> wish(address(), Optional.empty(), Optional.of("0".repeat(64))))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("BUNDLE_HASH");
  }

  @Test
  void fetchesNothingWhereTheOperatorKnowsAll() throws Exception {
    VersionWish wish = wish(address(), Optional.of("9"), Optional.of(sha256));

    assertThat(wish.version()).isEqualTo("9");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void goesOnWithoutTheHashOfWhatCannotBeHadFromHereAndSaysSo() throws Exception {
    String gone = server.at("/models/2.zip").toString();

    VersionWish wish = wish(gone, Optional.of("2"), Optional.empty());

    assertThat(wish).isEqualTo(new VersionWish("2", Optional.of(gone), Optional.empty()));
    assertThat(told).singleElement().asString().contains("cannot be had from here", "404");
    assertThatThrownBy(() -> wish(gone, Optional.empty(), Optional.empty()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("say which version it is");
  }

  @Test
  void refusesWhatIsNoBundle() {
    server.on("/page", FileServer.file("<html>".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(
            () -> wish(server.at("/page").toString(), Optional.of("2"), Optional.empty()))
        .isInstanceOfSatisfying(
            BundleRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusalCode.MODEL_FORMAT));
  }

  @Test
  void keepsToTheRootsOfTheProcessorsWhereItKnowsThem() throws Exception {
    Path config = folder.resolve("saccade.yaml");
    String settings = "model.name: colors\nbundle.roots: %s\n";
    Files.writeString(config, settings.formatted(server.at("/others")));
    assertThatThrownBy(
            () -> wish(address(), Optional.of("1"), Optional.empty(), Optional.of(config)))
        .isInstanceOfSatisfying(
            BundleRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusalCode.BUNDLE_PATH))
        .hasMessageContaining("bundle.roots");
    assertThat(server.requests()).isEmpty();

    Files.writeString(config, settings.formatted(server.at("/models")));
    assertThat(wish(address(), Optional.empty(), Optional.empty(), Optional.of(config)).sha256())
        .contains(sha256);
  }
}
