package io.saccade.processor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;

/**
 * Asks a broker, before a client without TLS does, whether it speaks without TLS. One that does not
 * answers with an alert, whose first bytes Kafka's clients take for the length of an answer: they
 * would ask for 336 MiB of heap, and then wait for the rest.
 */
public final class PlainListener {

  private static final int CONNECT_MILLIS = 2_000;

  /** Whoever takes the connection answers, on a busy machine too; the client waits longer still. */
  private static final int ANSWER_MILLIS = 10_000;

  private static final short API_VERSIONS = 18;
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_MAJOR = 0x03;

  private PlainListener() {}

  /**
   * The address of a broker that encrypts, where the settings say that none does. Empty as well
   * where nobody answers: that is for the client to tell.
   *
   * @param clients settings of Kafka's clients
   */
  public static Optional<String> encrypting(Map<String, ?> clients) {
    Object protocol = clients.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    Object bootstrap = clients.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    if (bootstrap == null
        || (protocol != null && protocol.toString().toUpperCase(Locale.ROOT).endsWith("SSL"))) {
      return Optional.empty();
    }
    for (InetSocketAddress address : addresses(bootstrap.toString())) {
      Optional<Boolean> encrypts = answersWithAnAlert(address);
      if (encrypts.isPresent()) {
        return encrypts
            .filter(yes -> yes)
            .map(yes -> "%s:%d".formatted(address.getHostString(), address.getPort()));
      }
    }
    return Optional.empty();
  }

  private static List<InetSocketAddress> addresses(String bootstrap) {
    try {
      return ClientUtils.parseAndValidateAddresses(
          List.of(bootstrap.trim().split("\\s*,\\s*", -1)), "use_all_dns_ips");
    } catch (KafkaException e) {
      return List.of(); // The client says what is wrong with them.
    }
  }

  /** Empty where it does not answer: another one may. */
  private static Optional<Boolean> answersWithAnAlert(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.connect(address, CONNECT_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(10);
      out.writeShort(API_VERSIONS);
      out.writeShort(0);
      out.writeInt(0); // Which request is answered.
      out.writeShort(-1); // No name of ours.
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return Optional.of(in.readUnsignedByte() == TLS_ALERT && in.readUnsignedByte() == TLS_MAJOR);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
