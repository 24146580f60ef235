package io.saccade.schemas;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Reads {@link RegistrySettings} by Confluent's names and collects every mistake on the way. */
final class RegistrySettingsParser {

  private static final String PREFIX = "schema.registry.";
  private static final String URL = "schema.registry.url";
  private static final String BASIC_SOURCE = "basic.auth.credentials.source";
  private static final String BASIC_USER = "basic.auth.user.info";
  private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  private static final String BEARER_TOKEN = "bearer.auth.token";
  private static final long A_DAY_IN_MILLIS = 86_400_000;

  private final Map<String, ?> config;
  private final List<String> problems = new ArrayList<>();

  RegistrySettingsParser(Map<String, ?> config) {
    this.config = config;
  }

  RegistrySettings parse() throws RegistryConfigurationException {
    List<RegistryEndpoint> endpoints = endpoints();
    Duration connect = millis("http.connect.timeout.ms", 2_000, 1);
    Duration read = millis("http.read.timeout.ms", 5_000, 1);
    int retries = (int) number("max.retries", 2, 0, 1_000);
    Duration first = millis("retries.wait.ms", 100, 0);
    Duration longest = millis("retries.max.wait.ms", 1_000, 0);
    Duration missing = Duration.ofSeconds(number("missing.id.cache.ttl.sec", 10, 0, 86_400));
    boolean register = flag("auto.register.schemas", true);
    RegistryTls tls = tls();
    if (!problems.isEmpty()) {
      throw new RegistryConfigurationException(problems);
    }
    return new RegistrySettings(
        endpoints, connect, read, retries, first, longest, missing, register, tls);
  }

  private List<RegistryEndpoint> endpoints() {
    String authorization = authorization();
    List<RegistryEndpoint> endpoints = new ArrayList<>();
    for (String url : text(URL, "").split(",", -1)) {
      if (!url.isBlank()) {
        RegistryEndpoint endpoint = endpoint(url.strip(), authorization);
        if (endpoint != null) {
          endpoints.add(endpoint);
        }
      }
    }
    if (endpoints.isEmpty() && problems.isEmpty()) {
      problems.add(URL + " must name at least one registry, for example http://localhost:8081");
    }
    return endpoints;
  }

  private @Nullable RegistryEndpoint endpoint(String url, @Nullable String authorization) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      // The text may hold a password, so the message does not repeat it.
      problems.add(URL + " holds an address that is not a URL: " + e.getReason());
      return null;
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if ((!http && !"https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      problems.add(URL + " must hold addresses of the form http://host:port or https://host:port");
      return null;
    }
    String user = uri.getRawUserInfo();
    String own =
        user == null || !"URL".equals(source(BASIC_SOURCE, "URL"))
            ? authorization
            : basic(URLDecoder.decode(user, StandardCharsets.UTF_8));
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new RegistryEndpoint(
        URI.create(uri.getScheme() + "://" + uri.getHost() + port + path), own);
  }

  /** The header for every endpoint that does not bring its own user in its address. */
  private @Nullable String authorization() {
    String basic = secret(BASIC_USER);
    String token = secret(BEARER_TOKEN);
    String basicSource = oneOf(BASIC_SOURCE, "URL", List.of("URL", "USER_INFO"));
    String bearerSource = oneOf(BEARER_SOURCE, "", List.of("STATIC_TOKEN"));
    boolean useBasic = basicSource.equals("USER_INFO");
    boolean useBearer = bearerSource.equals("STATIC_TOKEN");
    require(useBasic, basic, BASIC_SOURCE + " USER_INFO", BASIC_USER);
    require(useBearer, token, BEARER_SOURCE + " STATIC_TOKEN", BEARER_TOKEN);
    if (basic != null && basic.indexOf(':') < 0) {
      problems.add(BASIC_USER + " must have the form user:password");
    }
    if (useBasic && useBearer) {
      problems.add(BASIC_SOURCE + " USER_INFO and " + BEARER_SOURCE + " exclude each other");
    }
    if (useBearer && token != null) {
      return "Bearer " + token;
    }
    return useBasic && basic != null ? basic(basic) : null;
  }

  /** A secret without its source would be ignored silently, which is the commonest mistake here. */
  private void require(boolean used, @Nullable String secret, String source, String name) {
    if (used && secret == null) {
      problems.add(source + " needs " + name);
    } else if (!used && secret != null) {
      problems.add(name + " is set but not used: it needs " + source.replace(' ', '='));
    }
  }

  private static String basic(String user) {
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private @Nullable RegistryTls tls() {
    Map<String, Object> tls = new TreeMap<>();
    config.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX + "ssl.") && value != null) {
            tls.put(name.substring(PREFIX.length()), value);
          }
        });
    if (tls.isEmpty()) {
      return null;
    }
    try {
      return RegistryTls.of(tls);
    } catch (KafkaException e) {
      problems.add(
          PREFIX + "ssl.*: " + e.getMessage() + (e.getCause() == null ? "" : ", " + e.getCause()));
      return null;
    }
  }

  private String oneOf(String name, String otherwise, List<String> allowed) {
    String value = source(name, otherwise);
    if (!value.equals(otherwise) && !allowed.contains(value)) {
      problems.add(
          "%s must be one of %s, but was %s; the Maven profile confluent brings a client with more"
              .formatted(name, allowed, value));
    }
    return value;
  }

  private String source(String name, String otherwise) {
    return text(name, otherwise).strip();
  }

  private Duration millis(String name, long otherwise, long least) {
    return Duration.ofMillis(number(name, otherwise, least, A_DAY_IN_MILLIS));
  }

  private long number(String name, long otherwise, long least, long most) {
    String text = text(name, Long.toString(otherwise)).strip();
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with the numbers out of bounds.
    }
    problems.add(
        "%s must be a number from %d to %d, but was %s".formatted(name, least, most, text));
    return otherwise;
  }

  private boolean flag(String name, boolean otherwise) {
    String text = text(name, Boolean.toString(otherwise)).strip();
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      problems.add("%s must be true or false, but was %s".formatted(name, text));
    }
    return Boolean.parseBoolean(text);
  }

  private @Nullable String secret(String name) {
    String text = text(name, "");
    return text.isEmpty() ? null : text;
  }

  /** Confluent's clients take their settings with and without the prefix. */
  private String text(String name, String otherwise) {
    Object value = config.get(name);
    if (value == null && !name.startsWith(PREFIX)) {
      value = config.get(PREFIX + name);
    }
    if (value instanceof Password password) {
      return password.value();
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value == null ? otherwise : value.toString();
  }
}
