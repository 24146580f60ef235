package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What stands in the query of an address, or before its host, is seen by its server alone. */
class SecretsTest {

  private static final String SECRET = "hush-4711";

  @Test
  void keepsSecretsOutOfFailuresAndOutOfTheLogAtTheFinestLevel() throws Exception {
    List<String> seen = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger ours = (Logger) LoggerFactory.getLogger("io.saccade");
    Logger client = (Logger) LoggerFactory.getLogger("org.apache.hc");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Appender<ILoggingEvent> console = root.getAppender("console");
    root.detachAppender(console); // It need not show all that.
    root.addAppender(lines);
    ours.setLevel(Level.TRACE);
    client.setLevel(Level.TRACE);
    try (RawServer server = server(heard)) {
      seen.addAll(messages(server.port()));
    } finally {
      root.detachAppender(lines);
      root.addAppender(console);
      ours.setLevel(null);
      client.setLevel(null);
    }
    assertThat(heard).anyMatch(path -> path.contains(SECRET));
    assertThat(seen).hasSize(9).noneMatch(message -> message.contains(SECRET));
    List<ILoggingEvent> logged = List.copyOf(lines.list);
    assertThat(logged).isNotEmpty();
    for (ILoggingEvent line : logged) {
      String cause =
          line.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(line.getThrowableProxy());
      assertThat(line.getLoggerName() + " " + line.getFormattedMessage() + cause)
          .doesNotContain(SECRET);
    }
  }

  private static RawServer server(List<String> heard) throws Exception {
    return new RawServer(
        InetAddress.getLoopbackAddress(),
        0,
        (path, talk) -> {
          synchronized (heard) {
            heard.add(path);
          }
          if (path.startsWith("/image")) {
            talk.say200("Content-Length: 5\r\n", "image");
          } else if (path.startsWith("/404")) {
            talk.say("HTTP/1.1 404 No " + path + "\r\nContent-Length: 0\r\n\r\n");
          } else if (path.startsWith("/302")) {
            talk.say("HTTP/1.1 302 No\r\nLocation: http://a:" + SECRET + "@b.test/\r\n\r\n");
          } else {
            talk.hangUp();
          }
        });
  }

  private static List<String> messages(int port) throws Exception {
    String base = "http://secret.test:" + port;
    String query = "?signature=" + SECRET;
    List<String> messages = new ArrayList<>();
    Sources sources = Sources.reaching("secret.test:" + port).withRedirects(3);
    try (ImageSource source =
        new UriImages(
            sources.withOutage(2, 20, 1500).settings(),
            4 << 20,
            FetchListener.none(),
            name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
            SSLContext.getDefault())) {
      for (String uri :
          List.of(
              base + "/image" + query,
              base + "/404" + query,
              base + "/302" + query,
              base + "/nothing" + query,
              base + "/bad path" + query,
              base + "/../x" + query,
              "http://user:" + SECRET + "@secret.test:" + port + "/image",
              "http://unlisted.test/" + query,
              "s3://" + SECRET + "@pictures/image")) {
        Asked asked = Asked.of(source, uri);
        messages.add(asked.ending() + " " + asked.message());
      }
    }
    return messages;
  }
}
