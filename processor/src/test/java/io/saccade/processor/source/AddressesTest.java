package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses are public: also at the edges of each range, and however they are written. */
class AddressesTest {

  @Test
  void knowsWhatIsNotPublic() throws Exception {
    for (String address :
        ("0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 "
                + "100.127.255.255 127.0.0.0 127.255.255.255 169.254.0.0 169.254.255.255 "
                + "172.16.0.0 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.0 "
                + "192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.7 203.0.113.7 "
                + "224.0.0.0 239.255.255.255 240.0.0.0 255.255.255.255 :: ::1 ::7f00:1 "
                + "::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::8.8.8.8 100::1 2001::1 "
                + "2001:db8::1 2002:a00:1:: 5f00::1 fc00::1 fdff::1 fe80::1 fec0::1 ff00:: "
                + "ffff::")
            .split(" ", -1)) {
      assertThat(Addresses.isPublic(InetAddress.getByName(address))).as(address).isFalse();
    }
  }

  @Test
  void knowsWhatIs() throws Exception {
    for (String address :
        ("1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 "
                + "126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0 172.15.255.255 "
                + "172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 "
                + "223.255.255.255 ::ffff:8.8.8.8 2001:200::1 2606:4700:4700::1111 2a00::1")
            .split(" ", -1)) {
      assertThat(Addresses.isPublic(InetAddress.getByName(address))).as(address).isTrue();
    }
  }

  /** What the JDK takes for an address, in decimal, and what it does not, are not public either. */
  @Test
  void isNotMisledByHowAnAddressIsWritten() throws Exception {
    for (String written : List.of("2130706433", "127.1", "127.0.1", "[::ffff:7f00:1]")) {
      InetAddress address = InetAddress.getByName(written);
      assertThat(address.isLoopbackAddress()).as(written).isTrue();
      assertThat(Addresses.isPublic(address)).as(written).isFalse();
    }
  }
}
