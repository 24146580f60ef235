package io.saccade.processor.settings;

import io.saccade.processor.http.HttpSettings;
import io.saccade.processor.http.TlsSettings;
import io.saccade.processor.http.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the settings of the HTTP. A secret is never part of a message. */
final class HttpReading {

  private HttpReading() {}

  static HttpSettings read(SettingsReader reader) {
    String host = reader.text("http.host", HttpSettings.LOOPBACK);
    OptionalInt port = reader.integer("http.port", 0, 65_535);
    HttpSettings settings =
        new HttpSettings(
            host,
            port,
            token(reader, "http.token"),
            token(reader, "http.read.token"),
            tls(reader),
            reader.flag("http.insecure", false));
    if (settings.isExposed() && !settings.insecure()) {
      reader.problem(
          "http.host=%s can be reached from other machines: set http.tls.keystore, http.token and"
                  .formatted(host)
              + " http.read.token; or http.insecure=true, where something in front of it protects"
              + " it");
    }
    return settings;
  }

  private static Optional<TlsSettings> tls(SettingsReader reader) {
    Optional<Path> keystore = reader.optional("http.tls.keystore").map(Path::of);
    Optional<Secret> password = secret(reader, "http.tls.keystore.password");
    if (keystore.isPresent() && !Files.isReadable(keystore.get())) {
      reader.problem(
          "http.tls.keystore must be a PKCS12 file that can be read, but was " + keystore.get());
    }
    if (keystore.isPresent() != password.isPresent()) {
      reader.problem("http.tls.keystore and http.tls.keystore.password must be set together");
      return Optional.empty();
    }
    return keystore.flatMap(file -> password.map(of -> TlsSettings.of(file, of.text())));
  }

  private static Optional<Token> token(SettingsReader reader, String name) {
    return secret(reader, name)
        .flatMap(
            secret -> {
              try {
                return Optional.of(Token.of(secret.text()));
              } catch (IllegalArgumentException e) {
                reader.problem(secret.name() + " " + e.getMessage());
                return Optional.empty();
              }
            });
  }

  /**
   * A secret.
   *
   * @param name of the setting that it came from
   */
  private record Secret(String name, String text) {}

  /** What a setting holds, or the file that the setting of that name and {@code .file} names. */
  private static Optional<Secret> secret(SettingsReader reader, String name) {
    Optional<String> text = reader.optional(name);
    Optional<String> file = reader.optional(name + ".file");
    if (text.isPresent() && file.isPresent()) {
      reader.problem("%s and %s.file must not both be set".formatted(name, name));
    }
    return file.isPresent()
        ? content(reader, name + ".file", file.get()).map(in -> new Secret(name + ".file", in))
        : text.map(of -> new Secret(name, of));
  }

  /** What is in the file, without the line's end that editors put there. */
  private static Optional<String> content(SettingsReader reader, String name, String file) {
    try {
      String content = Files.readString(Path.of(file)).strip();
      if (content.isEmpty()) {
        reader.problem("%s must hold a secret, but %s is empty".formatted(name, file));
      }
      return Optional.of(content).filter(text -> !text.isEmpty());
    } catch (IOException | IllegalArgumentException e) {
      reader.problem("%s must be a file that can be read, but was %s".formatted(name, file));
      return Optional.empty();
    }
  }
}
