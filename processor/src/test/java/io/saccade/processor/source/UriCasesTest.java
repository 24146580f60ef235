package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Addresses that try to reach what must not be reached: nobody is seen to connect there. */
class UriCasesTest {

  private static Listeners forbidden;

  @BeforeAll
  static void listen() throws Exception {
    forbidden = new Listeners();
  }

  @AfterAll
  static void stop() {
    forbidden.close();
  }

  @Test
  void refusesEveryAddressWithoutConnecting() throws Exception {
    List<UriCase> cases = new ArrayList<>(UriCases.schemes());
    cases.addAll(UriCases.hosts());
    cases.addAll(UriCases.addresses());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);

    Map<String, String> expected = new LinkedHashMap<>();
    cases.forEach(c -> expected.put(c.uri(), c.expected()));
    int before = forbidden.connections();
    assertThat(endings(cases)).isEqualTo(expected);
    assertThat(forbidden.connections()).isEqualTo(before);
  }

  @Test
  void asksForANameOnceForEachConnection() throws Exception {
    Names names = new Names().with("rebinding.test", "127.0.0.1", "3000::1");
    String host = "rebinding.test:" + forbidden.port();
    SourceSettings settings = Sources.reaching().withPublic(Set.of(host)).settings();
    try (ImageSource source = source(settings, names)) {
      Asked asked = Asked.of(source, "http://" + host + "/image");
      assertThat(asked.ending()).isEqualTo("URI_ADDRESS");
    }
    assertThat(names.questions("rebinding.test")).isEqualTo(1);
  }

  @Test
  void reachesTheSameListenersWhereTheyAreAllowed() throws Exception {
    String host = "listed.test:" + forbidden.port();
    int before = forbidden.connections();
    try (ImageSource source =
        source(Sources.reaching(host).settings(), new Names().with("listed.test", "127.0.0.1"))) {
      Asked asked = Asked.of(source, "http://" + host + "/image");
      assertThat(asked.ending()).isEqualTo(Asked.FETCHED);
      assertThat(asked.text()).isEqualTo("image");
    }
    assertThat(forbidden.connections()).isEqualTo(before + 1);
  }

  /** The control: whoever takes an address as it comes, and follows, is seen at every listener. */
  @Test
  void seesTheNaiveClientAtEveryListener() throws Exception {
    HttpClient naive = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    for (InetAddress address : forbidden.addresses()) {
      String target = "http://%s:%d/image".formatted(literal(address), forbidden.port());
      try (RawServer outside =
          new RawServer(
              InetAddress.getLoopbackAddress(),
              0,
              (path, talk) -> {
                talk.say("HTTP/1.1 302 Found\r\nLocation: " + target + "\r\n");
                talk.say("Content-Length: 0\r\n\r\n");
              })) {
        int before = forbidden.connections(address);
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + outside.port() + "/"))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = naive.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).as(target).isEqualTo("image");
        assertThat(forbidden.connections(address)).as(target).isEqualTo(before + 1);
      }
    }
  }

  private static Map<String, String> endings(List<UriCase> cases) throws Exception {
    Names names = new Names();
    Set<String> listed = new TreeSet<>(Set.of("listed.test:" + forbidden.port()));
    for (UriCase each : UriCases.addresses()) {
      listed.add(each.name() + ":" + forbidden.port());
      if (!each.answers().isEmpty()) {
        names.with(each.name(), each.answers().toArray(String[]::new));
      }
    }
    SourceSettings settings =
        Sources.reaching().withPublic(listed).withOutage(3, 20, 1500).settings();
    Map<String, String> endings = new LinkedHashMap<>();
    try (ImageSource source = source(settings, names)) {
      Map<String, Asked> asked = new LinkedHashMap<>();
      cases.forEach(c -> asked.put(c.uri(), Asked.of(source, c.at(forbidden.port()))));
      for (Map.Entry<String, Asked> each : asked.entrySet()) {
        endings.put(each.getKey(), each.getValue().ending());
      }
    }
    assertThat(names.questions("listed.test")).isZero();
    return endings;
  }

  private static ImageSource source(SourceSettings settings, Resolver names) throws Exception {
    return new UriImages(settings, 8 << 20, FetchListener.none(), names, SSLContext.getDefault());
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    if (!(address instanceof Inet6Address)) {
      return text;
    }
    return "[" + text + "]";
  }
}
