package io.saccade.processor.source;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers on every address of this machine that must not be reached, all at one port, with an image
 * for everybody: loopback, of both kinds, and whatever else is assigned and not public.
 */
final class Listeners implements AutoCloseable {

  private final Map<InetAddress, RawServer> servers = new LinkedHashMap<>();
  private final int port;

  Listeners() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    RawServer first = RawServer.generous(loopback, 0);
    servers.put(loopback, first);
    port = first.port();
    for (InetAddress address : candidates()) {
      if (!servers.containsKey(address) && !Addresses.isPublic(address)) {
        try {
          servers.put(address, RawServer.generous(address, port));
        } catch (BindException e) {
          System.out.println("no listener on " + address + ": " + e.getMessage());
        }
      }
    }
  }

  int port() {
    return port;
  }

  List<InetAddress> addresses() {
    return List.copyOf(servers.keySet());
  }

  int connections() {
    return servers.values().stream().mapToInt(RawServer::connections).sum();
  }

  int connections(InetAddress address) {
    RawServer server = servers.get(address);
    return server == null ? 0 : server.connections();
  }

  @Override
  public void close() {
    servers.values().forEach(RawServer::close);
  }

  private static List<InetAddress> candidates() throws IOException {
    List<InetAddress> candidates = new ArrayList<>();
    for (String loopback : List.of("127.0.0.2", "127.255.255.254", "::1")) {
      candidates.add(InetAddress.getByName(loopback));
    }
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .forEach(candidates::add);
    return candidates;
  }
}
