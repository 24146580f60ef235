package io.saccade.cli.security;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests that were sound before they were spoilt, the same ones for each seed. */
final class FuzzedRequests {

  /** What must come back nowhere as it was sent. */
  static final String MARK = "<svg/onload=fuzzed>";

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW", "get");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/metrics",
          "/health/live",
          "/health/ready",
          "/v1/releases",
          "/v1/releases/colors",
          "/v1/releases/colors/history?limit=1",
          "/v1/releases/colors/promote",
          "/v1/releases/colors?keys=a,b",
          "/v1/dashboard",
          "/index.html",
          "/assets/main.js");
  private static final List<String> TAILS =
      List.of(
          "",
          "/../../../etc/passwd",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/..%5c..%5cwindows",
          "/%00",
          "/%",
          "/%zz",
          "?key=%ff%fe",
          "?" + MARK,
          "/" + MARK,
          "/%3Csvg/onload=fuzzed%3E",
          "#fragment",
          "/\u00e9\u4e16",
          "//evil.example/",
          "?key=" + "k".repeat(5_000),
          "/" + "a/".repeat(2_000));
  private static final List<String> HEADERS =
      List.of(
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: 4\r\nContent-Length: 40",
          "Content-Length: 5\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip, " + MARK,
          "Authorization: Basic !!!!",
          "Authorization: Bearer",
          "Authorization: Bearer " + MARK,
          "Host: " + MARK,
          "Host: ",
          "Expect: 100-continue",
          "Connection: Upgrade\r\nUpgrade: websocket",
          "Accept: " + MARK,
          "Range: bytes=0-,-1,5-2",
          "If-None-Match: " + "\"x\",".repeat(500),
          "Last-Event-ID: " + MARK,
          " : no name",
          "No colon",
          "X-Nul: a\u0000b",
          "X: " + "y".repeat(9_000));
  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "[[[[".repeat(5_000),
          "{\"" + MARK + "\":1}",
          "{\"primary\":{\"version\":\"" + MARK + "\"}}",
          "{\"primary\":{\"version\":\"1\",\"uri\":\"file:///etc/passwd\"}}",
          "{\"primary\":1e999999}",
          "5\r\n{\"a\":\r\nzz\r\n",
          "ffffffffffffffff\r\n",
          "\u0000\u0001\u0002");

  private final Random random;
  private final String authorization;

  /**
   * Requests.
   *
   * @param token with which half of them come, so that they get further
   */
  FuzzedRequests(long seed, String token) {
    this.random = new Random(seed);
    this.authorization = "Authorization: Bearer " + token;
  }

  /** The next one, as it goes over the wire. */
  byte[] next() {
    StringBuilder request = new StringBuilder();
    request.append(any(METHODS)).append(' ').append(any(PATHS));
    request.append(random.nextInt(3) == 0 ? any(TAILS) : "");
    request.append(random.nextInt(20) == 0 ? " HTTP/9.9\r\n" : " HTTP/1.1\r\n");
    request.append("Host: localhost\r\nConnection: close\r\n");
    if (random.nextBoolean()) {
      request.append(authorization).append("\r\n");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      request.append(any(HEADERS)).append("\r\n");
    }
    if (random.nextInt(50) == 0) {
      request.append("X-Many: 1\r\n".repeat(1_000));
    }
    String body = any(BODIES);
    if (random.nextInt(3) > 0) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    request.append("\r\n").append(body);
    return spoilt(request.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] spoilt(byte[] request) {
    switch (random.nextInt(4)) {
      case 0 -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
      }
      case 1 -> {
        int cut = random.nextInt(request.length);
        ByteArrayOutputStream doubled = new ByteArrayOutputStream();
        doubled.write(request, 0, cut);
        doubled.write(request, random.nextInt(cut + 1), 0);
        doubled.write(request, cut / 2, request.length - cut / 2);
        return doubled.toByteArray();
      }
      default -> {} // As it is: what is wrong with it is one of the above.
    }
    return request;
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
