package io.saccade.processor.source;

import java.util.List;

/** Addresses of all kinds that must not lead to where they seem, or try, to lead. */
final class UriCases {

  private static final String SCHEME = "URI_SCHEME";
  private static final String HOST = "URI_HOST";
  private static final String ADDRESS = "URI_ADDRESS";

  private UriCases() {}

  static List<UriCase> schemes() {
    return List.of(
        UriCase.of("", SCHEME),
        UriCase.of("//listed.test:PORT/image", SCHEME),
        UriCase.of("listed.test/image", SCHEME),
        UriCase.of("ftp://listed.test:PORT/image", SCHEME),
        UriCase.of("gopher://127.0.0.1:PORT/image", SCHEME),
        UriCase.of("jar:http://127.0.0.1:PORT/a.jar!/image", SCHEME),
        UriCase.of("data:image/png;base64,AAAA", SCHEME),
        UriCase.of("ldap://127.0.0.1:PORT/image", SCHEME),
        UriCase.of("netdoc:///etc/passwd", SCHEME),
        UriCase.of("http:listed.test:PORT/image", SCHEME),
        UriCase.of("http:", SCHEME),
        UriCase.of(" http://listed.test:PORT/image", SCHEME),
        UriCase.of("http://listed.test:PORT/image\r\nHost: 127.0.0.1", SCHEME),
        UriCase.of("http://listed.test\\@127.0.0.1:PORT/image", SCHEME),
        UriCase.of("http://[::1/image", SCHEME),
        UriCase.of("http://listed.test:PORT/" + "a".repeat(2000), SCHEME));
  }

  static List<UriCase> hosts() {
    return List.of(
        UriCase.of("http://127.0.0.1:PORT/image", HOST),
        UriCase.of("http://localhost:PORT/image", HOST),
        UriCase.of("http://[::1]:PORT/image", HOST),
        UriCase.of("http://[::ffff:127.0.0.1]:PORT/image", HOST),
        UriCase.of("http://[::ffff:7f00:1]:PORT/image", HOST),
        UriCase.of("http://[::127.0.0.1]:PORT/image", HOST),
        UriCase.of("http://[fe80::1%25lo]:PORT/image", HOST),
        UriCase.of("http://2130706433:PORT/image", HOST),
        UriCase.of("http://0x7f000001:PORT/image", HOST),
        UriCase.of("http://0177.0.0.1:PORT/image", HOST),
        UriCase.of("http://127.1:PORT/image", HOST),
        UriCase.of("http://0:PORT/image", HOST),
        UriCase.of("http://listed.test.evil.test:PORT/image", HOST),
        UriCase.of("http://listed.test.:PORT/image", HOST),
        UriCase.of("http://listed.test:1/image", HOST),
        UriCase.of("http://listed.test/image", HOST),
        UriCase.of("https://listed.test:99999/image", HOST),
        UriCase.of("http://listed.test:PORT@127.0.0.1:PORT/image", HOST),
        UriCase.of("http://user:password@listed.test:PORT/image", HOST),
        UriCase.of("http://@listed.test:PORT/image", HOST),
        UriCase.of("http://list\u0435d.test:PORT/image", HOST),
        UriCase.of("http:///image", HOST),
        UriCase.of("http://listed.test:PORT/a/../image", HOST),
        UriCase.of("http://listed.test:PORT/a/%2e%2e/image", HOST),
        UriCase.of("http://listed.test:PORT/image#part", HOST),
        UriCase.of("http://listed.test:PORT//127.0.0.1/image", HOST),
        UriCase.of("s3://others/image", HOST),
        UriCase.of("s3://user@pictures/image", HOST),
        UriCase.of("s3://pictures", HOST),
        UriCase.of("s3://pictures/image?versionId=1", HOST),
        UriCase.of("file:///etc/passwd", HOST),
        UriCase.of("file://127.0.0.1/etc/passwd", HOST));
  }

  static List<UriCase> addresses() {
    return List.of(
        UriCase.resolving("loopback.test", ADDRESS, "127.0.0.1"),
        UriCase.resolving("loopback2.test", ADDRESS, "127.0.0.2"),
        UriCase.resolving("loopback3.test", ADDRESS, "127.255.255.254"),
        UriCase.resolving("loopback6.test", ADDRESS, "::1"),
        UriCase.resolving("mapped.test", ADDRESS, "::ffff:127.0.0.1"),
        UriCase.resolving("compatible.test", ADDRESS, "::127.0.0.1"),
        UriCase.resolving("unspecified.test", ADDRESS, "0.0.0.0"),
        UriCase.resolving("unspecified6.test", ADDRESS, "::"),
        UriCase.resolving("network.test", ADDRESS, "0.1.2.3"),
        UriCase.resolving("metadata.test", ADDRESS, "169.254.169.254"),
        UriCase.resolving("private10.test", ADDRESS, "10.1.2.3"),
        UriCase.resolving("private172.test", ADDRESS, "172.31.255.254"),
        UriCase.resolving("private192.test", ADDRESS, "192.168.1.1"),
        UriCase.resolving("carrier.test", ADDRESS, "100.127.255.254"),
        UriCase.resolving("benchmark.test", ADDRESS, "198.19.255.254"),
        UriCase.resolving("multicast.test", ADDRESS, "224.0.0.1"),
        UriCase.resolving("reserved.test", ADDRESS, "240.0.0.1"),
        UriCase.resolving("broadcast.test", ADDRESS, "255.255.255.255"),
        UriCase.resolving("local6.test", ADDRESS, "fd00::1"),
        UriCase.resolving("link6.test", ADDRESS, "fe80::1"),
        UriCase.resolving("site6.test", ADDRESS, "fec0::1"),
        UriCase.resolving("multicast6.test", ADDRESS, "ff02::1"),
        UriCase.resolving("nat64.test", ADDRESS, "64:ff9b::7f00:1"),
        UriCase.resolving("nat64local.test", ADDRESS, "64:ff9b:1::7f00:1"),
        UriCase.resolving("6to4.test", ADDRESS, "2002:7f00:1::1"),
        UriCase.resolving("teredo.test", ADDRESS, "2001:0:7f00:1::80ff:fffe"),
        UriCase.resolving("mixed.test", ADDRESS, "3000::1,127.0.0.1"),
        // Nobody has an address in 3000::/4: what is connected to there is never reached.
        UriCase.resolving("rebinding.test", ADDRESS, "3000::1", "127.0.0.1"),
        UriCase.resolving("rebinding6.test", ADDRESS, "3000::1", "::1"),
        UriCase.resolving("unknown.test", "URI_UNAVAILABLE"));
  }
}
