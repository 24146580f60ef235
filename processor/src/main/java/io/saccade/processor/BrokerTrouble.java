package io.saccade.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * Why brokers let nobody in, told by the setting to look at. Kafka itself says no more than that a
 * handshake failed; what failed is in the causes.
 */
public final class BrokerTrouble {

  private static final Pattern UNTRUSTED =
      Pattern.compile("PKIX|valid certification path|trustAnchors");
  private static final Pattern NAME = Pattern.compile("subject alternative|No name matching");
  private static final Pattern NO_TLS = Pattern.compile("Unsupported or unrecognized SSL message");
  private static final Pattern REFUSED =
      Pattern.compile(
          "alert: (bad_certificate|certificate_\\w+|unknown_ca|access_denied|decrypt_error"
              + "|handshake_failure)");
  private static final Pattern STORE =
      Pattern.compile("Failed to load SSL keystore|SSL (key|trust) store is not specified");

  private BrokerTrouble() {}

  /**
   * What to tell the user about this, without a full stop; empty where it is no trouble with a
   * connection.
   *
   * @param prefix what the names of Kafka's settings begin with where the user writes them
   */
  public static Optional<String> of(Throwable thrown, String prefix) {
    List<Throwable> causes = causes(thrown);
    String said = reason(thrown);
    return advice(causes, said)
        .map(advice -> "%s (%s)".formatted(advice.replace("{}", prefix), said));
  }

  /**
   * What to tell about a broker that encrypts, and is asked without.
   *
   * @param address where it is
   * @param prefix what the names of Kafka's settings begin with where the user writes them
   */
  public static String encrypts(String address, String prefix) {
    return ("the broker at %s speaks TLS there; set %ssecurity.protocol to SSL or SASL_SSL, or ask"
            + " it at the port of another listener")
        .formatted(address, prefix);
  }

  /** What it says and what its causes say, each once. */
  public static String reason(Throwable thrown) {
    return String.join(": ", causes(thrown).stream().map(BrokerTrouble::text).distinct().toList());
  }

  private static Optional<String> advice(List<Throwable> causes, String said) {
    if (STORE.matcher(said).find()) {
      return Optional.of(
          "a key store cannot be opened; check {}ssl.truststore.location and"
              + " {}ssl.truststore.password, {}ssl.keystore.location and {}ssl.keystore.password");
    }
    if (is(SslAuthenticationException.class, causes)) {
      return Optional.of(ofTls(said));
    }
    if (is(UnsupportedSaslMechanismException.class, causes)) {
      return Optional.of(
          "the broker does not let anybody in by this mechanism; set {}sasl.mechanism to one that"
              + " it has");
    }
    if (is(AuthenticationException.class, causes)) {
      return Optional.of(
          "the broker does not know this user, or the password is another one; check"
              + " {}sasl.jaas.config and {}sasl.mechanism");
    }
    if (is(AuthorizationException.class, causes)) {
      return Optional.of("this user lacks a right; ask for the missing ACL");
    }
    if (is(TimeoutException.class, causes)) {
      return Optional.of(
          "nobody answered in time; check that a broker runs there, and that"
              + " {}security.protocol is what it speaks: one with TLS answers nothing to whoever"
              + " does not encrypt");
    }
    return Optional.empty();
  }

  private static String ofTls(String said) {
    if (UNTRUSTED.matcher(said).find()) {
      return "the broker's certificate is not trusted; set {}ssl.truststore.location to a store that"
          + " holds the certificate of whoever vouches for it";
    }
    if (NAME.matcher(said).find()) {
      return "the broker's certificate is for another name; ask it by a name that its certificate"
          + " holds, or check {}ssl.endpoint.identification.algorithm";
    }
    if (NO_TLS.matcher(said).find()) {
      return "the broker does not encrypt there; set {}security.protocol to PLAINTEXT or"
          + " SASL_PLAINTEXT, or ask it at the port of another listener";
    }
    if (REFUSED.matcher(said.toLowerCase(Locale.ROOT)).find()) {
      return "the broker refused our certificate; check that {}ssl.keystore.location holds a key"
          + " whose certificate is valid today and vouched for by somebody whom the broker trusts";
    }
    return "the broker and we could not agree upon TLS; check {}ssl.truststore.location,"
        + " {}ssl.keystore.location and {}security.protocol";
  }

  private static boolean is(Class<? extends Throwable> type, List<Throwable> causes) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = thrown;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
