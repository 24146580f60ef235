package io.saccade.processor.settings;

import io.saccade.processor.http.HttpSettings;
import io.saccade.processor.http.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the settings of the admin HTTP. A token is never part of a message. */
final class AdminHttpReading {

  private AdminHttpReading() {}

  static HttpSettings read(SettingsReader reader) {
    String host = reader.text("http.host", HttpSettings.LOOPBACK);
    OptionalInt port = reader.integer("http.port", 0, 65_535);
    String token = reader.text("http.token", "");
    String file = reader.text("http.token.file", "");
    if (!token.isEmpty() && !file.isEmpty()) {
      reader.problem("http.token and http.token.file must not both be set");
    }
    Optional<Token> secret =
        file.isEmpty()
            ? token(reader, "http.token", token)
            : token(reader, "http.token.file", content(reader, file));
    return new HttpSettings(host, port, secret);
  }

  private static Optional<Token> token(SettingsReader reader, String name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Token.of(text));
    } catch (IllegalArgumentException e) {
      reader.problem(name + " " + e.getMessage());
      return Optional.empty();
    }
  }

  /** What is in the file, without the line's end that editors put there. */
  private static String content(SettingsReader reader, String file) {
    try {
      String content = Files.readString(Path.of(file)).strip();
      if (content.isEmpty()) {
        reader.problem("http.token.file must hold a token, but " + file + " is empty");
      }
      return content;
    } catch (IOException | IllegalArgumentException e) {
      reader.problem("http.token.file must be a file that can be read, but was " + file);
      return "";
    }
  }
}
