package io.saccade.processor.source;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells public addresses from those that reach into a network: everything that IANA's registries of
 * special-purpose addresses (RFC 6890) do not call globally reachable. Addresses of IPv6 that hold
 * one of IPv4 are judged by both.
 */
final class Addresses {

  private static final List<Range> SPECIAL =
      List.of(
          range("0.0.0.0", 8),
          range("10.0.0.0", 8),
          range("100.64.0.0", 10),
          range("127.0.0.0", 8),
          range("169.254.0.0", 16),
          range("172.16.0.0", 12),
          range("192.0.0.0", 24),
          range("192.0.2.0", 24),
          range("192.88.99.0", 24),
          range("192.168.0.0", 16),
          range("198.18.0.0", 15),
          range("198.51.100.0", 24),
          range("203.0.113.0", 24),
          range("224.0.0.0", 3));

  /** Of IPv6 only this much is given out; and these parts of it are special, or hold others. */
  private static final Range GLOBAL = range("2000::", 3);

  private static final List<Range> SPECIAL_6 =
      List.of(
          range("2001::", 23),
          range("2001:db8::", 32),
          range("2002::", 16),
          range("3fff::", 20),
          range("3ffe::", 16));

  private Addresses() {}

  @SuppressWarnings("ArrayRecordComponent") // Compared by hand.
  private record Range(byte[] start, int bits) {

    boolean contains(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      int whole = bits / 8;
      if (Arrays.mismatch(address, 0, whole, start, 0, whole) >= 0) {
        return false;
      }
      int rest = bits % 8;
      int mask = (0xff << (8 - rest)) & 0xff;
      return rest == 0 || (address[whole] & mask) == (start[whole] & mask);
    }
  }

  /** Whether an address is one that anybody may reach from anywhere. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      // Whatever holds an address of IPv4 (mapped, compatible, translated) lies outside of these.
      return GLOBAL.contains(bytes) && SPECIAL_6.stream().noneMatch(r -> r.contains(bytes));
    }
    return SPECIAL.stream().noneMatch(r -> r.contains(bytes));
  }

  private static Range range(String start, int bits) {
    try {
      return new Range(InetAddress.getByName(start).getAddress(), bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(start + " is no address", e);
    }
  }
}
