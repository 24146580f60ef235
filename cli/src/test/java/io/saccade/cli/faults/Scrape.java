package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import io.saccade.processor.telemetry.Metric;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a processor answers to `GET /metrics`, read as Prometheus reads it.
 *
 * @param types the type of each family
 * @param samples all values, in the order of the page
 */
public record Scrape(Map<String, String> types, List<Sample> samples) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
  private static final List<String> OF_HISTOGRAMS = List.of("_bucket", "_sum", "_count", "_max");

  /** One value. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** Where a processor answers that was started with `http.port` 0. */
  public static URI address(CliProcess process) throws InterruptedException {
    return URI.create(process.awaitLine("http +(http://\\S+)", PATIENCE).group(1));
  }

  /** Asks and reads. */
  public static Scrape of(URI processor) throws Exception {
    HttpResponse<String> answer = get(processor, "/metrics");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return parse(answer.body());
  }

  /** Asks for anything that is to be had. */
  public static HttpResponse<String> get(URI processor, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(processor.resolve(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Scrape parse(String page) {
    Map<String, String> types = new TreeMap<>();
    List<Sample> samples = new ArrayList<>();
    for (String line : page.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (!line.startsWith("#")) {
        samples.add(sample(line));
      }
    }
    return new Scrape(types, samples);
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("no line of Prometheus: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
    return new Sample(sample.group(1), labels, value);
  }

  /** The values of a metric with such labels. */
  public List<Sample> of(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(
            sample -> {
              boolean fits = true;
              for (int i = 0; i < labels.length; i += 2) {
                fits &= labels[i + 1].equals(sample.labels().get(labels[i]));
              }
              return fits;
            })
        .toList();
  }

  /** Their sum. */
  public double sum(String name, String... labels) {
    return of(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  /** The metrics of the catalogue that have a value. */
  public Set<Metric> present() {
    return Arrays.stream(Metric.values())
        .filter(metric -> !of(name(metric)).isEmpty())
        .collect(Collectors.toSet());
  }

  private static String name(Metric metric) {
    return metric.kind().type().equals("histogram")
        ? metric.prometheus() + "_count"
        : metric.prometheus();
  }

  /** What it has of its own that the catalogue does not know, or knows otherwise. */
  public Set<String> unknown() {
    Map<String, Metric> known = new HashMap<>();
    for (Metric metric : Metric.values()) {
      known.put(metric.prometheus(), metric);
    }
    Set<String> unknown = new TreeSet<>();
    for (Sample sample : samples) {
      if (sample.name().startsWith("saccade_")) {
        Metric metric = known.getOrDefault(sample.name(), known.get(family(sample.name())));
        Set<String> labels = new TreeSet<>(sample.labels().keySet());
        labels.remove("le");
        if (metric == null
            || !labels.equals(new TreeSet<>(metric.labels()))
            || !metric.kind().type().equals(types.get(metric.prometheus()))) {
          unknown.add(sample.name() + labels);
        }
      }
    }
    return unknown;
  }

  private static String family(String name) {
    return OF_HISTOGRAMS.stream()
        .filter(name::endsWith)
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .findFirst()
        .orElse(name);
  }
}
