package io.saccade.processor.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the page, in memory.
 *
 * @param type of its content, as HTTP names it
 * @param bytes the content
 * @param tag what tells it from other contents, as HTTP writes that
 */
@SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
record Asset(String type, byte[] bytes, String tag) {

  /**
   * Reads it from the class path.
   *
   * @throws IllegalStateException if it is not there: then the build is broken
   */
  static Asset read(String name, String resource) {
    try (InputStream in = Asset.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      byte[] bytes = in.readAllBytes();
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Asset(type(name), bytes, '"' + hash.substring(0, 32) + '"');
    } catch (IOException e) {
      throw new IllegalStateException("the class path cannot be read at " + resource, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no type is known of " + name);
    };
  }
}
