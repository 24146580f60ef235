package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Below what bundles may lie. An address is compared as text alone: nothing is opened, and no name
 * is resolved, before it is known to lie within a root.
 */
final class Roots {

  private static final int LONGEST = 2000;

  /** At least two letters: one is a drive. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  private final List<Path> folders = new ArrayList<>();
  private final List<URI> addresses = new ArrayList<>();

  /**
   * Takes roots apart.
   *
   * @throws IllegalArgumentException if one is not what {@link #objection} accepts
   */
  Roots(List<URI> roots) {
    for (URI root : roots) {
      Optional<String> objection = objection(root);
      if (objection.isPresent()) {
        throw new IllegalArgumentException("the root " + root + " " + objection.get());
      }
      if (scheme(root).equals("file")) {
        folders.add(Path.of(root).toAbsolutePath().normalize());
      } else {
        addresses.add(root);
      }
    }
  }

  /** Why an address cannot be a root, if so. */
  static Optional<String> objection(URI root) {
    Optional<String> trick = trick(root);
    if (trick.isPresent()) {
      return trick;
    }
    return root.getRawQuery() == null ? Optional.empty() : Optional.of("must have no query");
  }

  /**
   * The place of a bundle.
   *
   * @param text a path or an address
   * @throws BundleRefusedException {@code BUNDLE_PATH} where it is neither, or not within a root
   */
  Place place(String text) throws BundleRefusedException {
    if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ')) {
      throw Refused.place(
          "'%s' is no address of a bundle: it must have 1 to %d characters, none of control."
              .formatted(Refused.shown(text), LONGEST));
    }
    return SCHEME.matcher(text).matches() ? placeOf(address(text)) : onDisk(path(text));
  }

  /** The place of a bundle with this address. */
  Place placeOf(URI address) throws BundleRefusedException {
    Optional<String> trick = trick(address);
    if (trick.isPresent()) {
      throw Refused.place("The address " + Refused.shown(address) + " " + trick.get() + ".");
    }
    if (scheme(address).equals("file")) {
      return onDisk(pathOf(address));
    }
    if (addresses.stream().noneMatch(root -> contains(root, address))) {
      throw outside(Refused.shown(address));
    }
    if (scheme(address).equals("s3")) {
      return new Place.InABucket(authority(address), trimmed(address.getPath()));
    }
    return new Place.OnTheWeb(address);
  }

  private Place onDisk(Path path) throws BundleRefusedException {
    Path absolute = path.toAbsolutePath();
    for (Path part : absolute) {
      if (part.toString().equals("..")) {
        throw Refused.place("The path " + Refused.shown(path.toString()) + " must not hold '..'.");
      }
    }
    Path place = absolute.normalize();
    for (Path root : folders) {
      if (place.startsWith(root)) {
        return new Place.OnDisk(place, root);
      }
    }
    throw outside(place.toString());
  }

  private BundleRefusedException outside(String what) {
    List<String> allowed = new ArrayList<>();
    folders.forEach(folder -> allowed.add(folder.toString()));
    addresses.forEach(address -> allowed.add(address.toString()));
    return Refused.place(
        "%s lies outside of bundle.roots (%s): put the bundle there, or add its root."
            .formatted(
                Refused.shown(what), allowed.isEmpty() ? "none" : String.join(", ", allowed)));
  }

  private static URI address(String text) throws BundleRefusedException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw Refused.place("'" + Refused.shown(text) + "' is not a sound address.");
    }
  }

  private static Path path(String text) throws BundleRefusedException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Refused.place("'" + Refused.shown(text) + "' is not a path.");
    }
  }

  private static Path pathOf(URI file) throws BundleRefusedException {
    try {
      return Path.of(file);
    } catch (IllegalArgumentException e) {
      throw Refused.place("The address " + Refused.shown(file) + " names no file.");
    }
  }

  /** What about an address could mean something else to a server than to us, if anything. */
  private static Optional<String> trick(URI address) {
    String scheme = scheme(address);
    if (!List.of("file", "http", "https", "s3").contains(scheme)) {
      return Optional.of("must begin with file:, http:, https: or s3:");
    }
    String path = address.getPath();
    if (address.isOpaque() || path == null) {
      return Optional.of("must be written as %s://…".formatted(scheme));
    }
    if (scheme.equals("file") == !authority(address).isEmpty()) {
      return Optional.of(
          scheme.equals("file") ? "must not name a host" : "must name a host or a bucket");
    }
    if (address.getRawUserInfo() != null || authority(address).contains("@")) {
      return Optional.of("must not hold a user's name: it would be seen by everybody");
    }
    if (address.getRawFragment() != null) {
      return Optional.of("must not hold a '#'");
    }
    String raw = address.getRawPath().toLowerCase(Locale.ROOT);
    boolean hidden = raw.contains("%2e") || raw.contains("%2f") || path.contains("\\");
    // What is still encoded after it was decoded would be something else to who decodes twice.
    boolean twice = path.contains("%") || path.chars().anyMatch(c -> c < ' ');
    boolean dots =
        List.of(path.split("/", -1)).stream()
            .anyMatch(part -> part.equals("..") || part.equals("."));
    return hidden || twice || dots
        ? Optional.of("must not hold '.' or '..' as names, nor hide characters of its path")
        : Optional.empty();
  }

  private static boolean contains(URI root, URI address) {
    if (!scheme(root).equals(scheme(address))
        || !authority(root).equalsIgnoreCase(authority(address))) {
      return false;
    }
    String folder = trimmed(root.getPath());
    String path = trimmed(address.getPath());
    return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
  }

  private static String scheme(URI address) {
    String scheme = address.getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  /** The host with its port, where it is not the scheme's own; or the bucket. */
  private static String authority(URI address) {
    String authority = address.getRawAuthority();
    if (authority == null) {
      return "";
    }
    return switch (scheme(address)) {
      case "http" -> withoutPort(authority, ":80");
      case "https" -> withoutPort(authority, ":443");
      default -> authority;
    };
  }

  private static String withoutPort(String authority, String port) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }

  /** Without slashes at both ends. */
  private static String trimmed(String path) {
    int from = 0;
    int to = path.length();
    while (from < to && path.charAt(from) == '/') {
      from++;
    }
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    return path.substring(from, to);
  }
}
