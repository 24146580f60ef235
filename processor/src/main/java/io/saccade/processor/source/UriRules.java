package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses may be fetched. They are compared as text alone: nothing is opened, and no name
 * is resolved, before it is known to be listed. No message repeats a query or a user's name.
 */
public final class UriRules {

  private static final int LONGEST = 2000;

  private final SourceSettings.Rules rules;

  /** The rules of a processor with these settings. */
  public UriRules(SourceSettings.Rules rules) {
    this.rules = rules;
  }

  /**
   * Returns where the address may be fetched.
   *
   * @throws EventRefusedException with {@code URI_SCHEME} or {@code URI_HOST} where it may not
   */
  public void require(String text) throws EventRefusedException {
    Target unused = target(text);
  }

  /** The place of an image, or {@code URI_SCHEME} or {@code URI_HOST}. */
  Target target(String text) throws EventRefusedException {
    URI uri = parsed(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!rules.schemes().contains(scheme)) {
      throw scheme(
          "the scheme '%s' is not allowed; source.uri.schemes lists %s"
              .formatted(Shown.of(scheme), rules.schemes()));
    }
    if (uri.isOpaque() || uri.getPath() == null) {
      throw scheme("the URI must be written as %s://…".formatted(scheme));
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    if (authority.contains("@") || uri.getRawUserInfo() != null) {
      throw host("the URI must hold no user's name and no password");
    }
    requirePlainPath(uri);
    return switch (scheme) {
      case "file" -> onDisk(uri, authority);
      case "s3" -> inABucket(uri, authority);
      default -> onTheWeb(uri, scheme);
    };
  }

  private static URI parsed(String text) throws EventRefusedException {
    if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ')) {
      throw scheme(
          "the URI must have 1 to %d characters, none of control and no space".formatted(LONGEST));
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw scheme("the URI is malformed"); // What the exception says repeats the URI.
    }
  }

  private Target onTheWeb(URI uri, String scheme) throws EventRefusedException {
    String name = uri.getHost();
    if (name == null || name.isEmpty() || name.chars().anyMatch(c -> c > '~')) {
      throw host("the URI names no host, or one that is not written in ASCII");
    }
    name = name.toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? ownPort(scheme) : uri.getPort();
    String listed = port == ownPort(scheme) ? name : name + ":" + port;
    boolean internal = rules.internal().contains(listed);
    if (!internal && !rules.hosts().contains(listed)) {
      throw host(
          "the host '%s' is not allowed; list it in source.uri.hosts".formatted(Shown.of(listed)));
    }
    return new Target.Web(uri, scheme + "://" + listed, name, internal);
  }

  private static int ownPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private Target onDisk(URI uri, String authority) throws EventRefusedException {
    if (!authority.isEmpty()) {
      throw host("a URI of file: must name no host");
    }
    try {
      Path path = Path.of(uri.getPath()).normalize();
      Optional<Path> root = rules.roots().stream().filter(path::startsWith).findFirst();
      if (uri.getRawQuery() == null && root.isPresent()) {
        return new Target.OnDisk(path, root.get());
      }
    } catch (InvalidPathException e) {
      throw host("the URI names no file");
    }
    throw host("the file lies outside of source.uri.roots");
  }

  private Target inABucket(URI uri, String authority) throws EventRefusedException {
    String key = uri.getPath().isEmpty() ? "" : uri.getPath().substring(1);
    if (!rules.buckets().contains(authority)) {
      throw host(
          "the bucket '%s' is not allowed; list it in source.uri.buckets"
              .formatted(Shown.of(authority)));
    }
    if (key.isEmpty() || uri.getRawQuery() != null) {
      throw host("a URI of s3: must be s3://bucket/key");
    }
    return new Target.InABucket(authority, key);
  }

  /** What about a path could mean something else to a server than to us. */
  private static void requirePlainPath(URI uri) throws EventRefusedException {
    String raw = uri.getRawPath().toLowerCase(Locale.ROOT);
    String path = uri.getPath();
    boolean hidden = raw.contains("%2e") || raw.contains("%2f") || raw.contains("%00");
    boolean twoSlashes = raw.startsWith("//"); // It could be taken for another host.
    boolean control = path.chars().anyMatch(c -> c < ' ') || path.contains("\\");
    boolean dots =
        List.of(path.split("/", -1)).stream()
            .anyMatch(part -> part.equals("..") || part.equals("."));
    if (hidden || twoSlashes || control || dots || uri.getRawFragment() != null) {
      throw host(
          "the URI must hold no '#', and neither '.' nor '..' nor hidden characters in its path,"
              + " which must not begin with '//'");
    }
  }

  private static EventRefusedException scheme(String why) {
    return new EventRefusedException(ErrorCode.URI_SCHEME, why);
  }

  private static EventRefusedException host(String why) {
    return new EventRefusedException(ErrorCode.URI_HOST, why);
  }
}
