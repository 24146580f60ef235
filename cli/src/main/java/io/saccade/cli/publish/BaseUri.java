package io.saccade.cli.publish;

import io.saccade.cli.files.ImageFile;
import io.saccade.processor.source.EventRefusedException;
import io.saccade.processor.source.SourceSettings;
import io.saccade.processor.source.UriRules;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Below which address the files of a publication are to be had.
 *
 * @param folder the address, with a slash at its end
 * @param rules the processor's own, of a processor that allows this place and no other
 */
record BaseUri(String folder, UriRules rules) {

  private static final Set<String> SCHEMES = Set.of("https", "http", "s3", "file");
  private static final String EXPECTED =
      "must be a folder of https:, http:, s3: or file:, such as https://images.example.com/2026 or"
          + " s3://photographs/2026";

  /**
   * Reads an address as its user writes it.
   *
   * @throws IllegalArgumentException if no processor would fetch anything below it; what the
   *     message says follows the name of the option
   */
  static BaseUri of(String text) {
    String folder = text.endsWith("/") ? text : text + "/";
    URI uri;
    try {
      uri = URI.create(folder);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(EXPECTED + "; a space is written as %20", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean placed = scheme.equals("file") || uri.getRawAuthority() != null;
    if (!SCHEMES.contains(scheme) || !placed || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(EXPECTED);
    }
    BaseUri base = new BaseUri(folder, new UriRules(alone(scheme, uri)));
    try {
      base.rules.require(folder + "image.jpg");
    } catch (EventRefusedException e) {
      throw new IllegalArgumentException(EXPECTED + "; " + e.getMessage(), e);
    }
    return base;
  }

  /**
   * Where a file is to be had.
   *
   * @throws EventRefusedException if no processor would fetch it
   */
  String of(ImageFile file) throws EventRefusedException {
    String uri = folder + path(file);
    rules.require(uri);
    return uri;
  }

  /** The path below the base, encoded byte by byte: names need not be of any character set. */
  private static String path(ImageFile file) {
    String[] names = file.path().toUri().getRawPath().split("/", -1);
    return Arrays.stream(names, names.length - file.below().getNameCount(), names.length)
        .collect(Collectors.joining("/"))
        .replace("+", "%2B"); // Some servers take a plus for a space.
  }

  private static SourceSettings.Rules alone(String scheme, URI base) {
    String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
    return new SourceSettings.Rules(
        Set.of(scheme),
        Set.of(host, host + ":" + base.getPort()),
        Set.of(),
        Set.of(String.valueOf(base.getRawAuthority())),
        List.of(Path.of("/")));
  }
}
