package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import io.saccade.cli.release.ReleaseSandbox;
import io.saccade.processor.http.HealthEndpoint;
import io.saccade.processor.http.HttpSettings;
import io.saccade.processor.http.ProcessorHttp;
import io.saccade.processor.http.ReleasesEndpoint;
import io.saccade.processor.http.Token;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseMistake;
import io.saccade.processor.release.ReleaseTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/operations.md shows, in the order of the page, against a real broker and registry;
 * an instance is played.
 */
final class OperationsPageIT {

  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final Pattern COMMAND = Pattern.compile("(?m)^(\\./saccade|curl) (.*)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final String TOKEN = "an-operators-own-secret";

  @TempDir private Path data;

  @Test
  void showsWhatWorksInTheOrderItIsShown() throws Exception {
    Matcher commands = COMMAND.matcher(Files.readString(PAGE));
    int saccade = 0;
    int curl = 0;
    try (ReleaseSandbox sandbox = ReleaseSandbox.start(data);
        ReleaseDesk desk = desk(sandbox);
        ProcessorHttp http = http(desk)) {
      sandbox.instance("web-1", "colors", "1");
      while (commands.find()) {
        if (commands.group(1).equals("curl")) {
          ask(http, words(commands.group(2)));
          curl++;
        } else if (!commands.group(2).startsWith("process")
            && !commands.group(2).startsWith("why")) { // WholeWayIT tells stories of real events
          run(sandbox, words(commands.group(2)));
          saccade++;
        }
      }
    }
    assertThat(saccade).isEqualTo(13);
    assertThat(curl).isEqualTo(4);
  }

  private static ReleaseDesk desk(ReleaseSandbox sandbox) {
    return ReleaseDesk.open(
        Map.of("bootstrap.servers", sandbox.bootstrap()),
        sandbox.serdes(),
        ReleaseTopics.defaults());
  }

  private static ProcessorHttp http(ReleaseDesk desk) throws Exception {
    HttpSettings settings = HttpSettings.loopback(OptionalInt.of(0), Optional.of(Token.of(TOKEN)));
    return ProcessorHttp.start(
            settings, List.of(new ReleasesEndpoint(desk), HealthEndpoint.ready(List::of)))
        .orElseThrow();
  }

  /** Bundles lie where the page has them, but not on this machine. */
  private static void run(ReleaseSandbox sandbox, List<String> words) {
    List<String> args = new ArrayList<>();
    words.forEach(word -> args.add(word.startsWith("models/") ? "/" + word : word));

    CliRun run = sandbox.run(args);

    assertThat(run.code()).as(words + ": " + run.err()).isZero();
  }

  private static void ask(ProcessorHttp http, List<String> words) throws Exception {
    String url = words.stream().filter(word -> word.startsWith("http://")).findFirst().orElse("");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.replaceFirst(":\\d+/", ":" + http.port() + "/")));
    String method = option(words, "-X").orElse("GET");
    option(words, "-H")
        .map(header -> header.replace("$TOKEN", TOKEN).split(": ", 2))
        .ifPresent(header -> request.header(header[0], header[1]));
    request.method(method, HttpRequest.BodyPublishers.ofString(option(words, "-d").orElse("")));

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(method.equals("GET") ? 200 : 202);
  }

  private static Optional<String> option(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(
            match ->
                match.group(1) != null
                    ? match.group(1)
                    : match.group(2) != null ? match.group(2) : match.group(3))
        .toList();
  }

  @Test
  void namesEveryMistakeThatIsAboutWhatStands() throws Exception {
    String page = Files.readString(PAGE);
    for (ReleaseMistake mistake : ReleaseMistake.values()) {
      if (!mistake.name().startsWith("BAD_")) {
        assertThat(page).contains("`" + mistake.name() + "`");
      }
    }
  }
}
