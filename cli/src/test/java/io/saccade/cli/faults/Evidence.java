package io.saccade.cli.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test has measured of a promise, for docs/reliability.md. It is written to the folder that
 * {@code -Dreliability.out} names, seen from the root of the repository, and nowhere without it.
 *
 * <pre>{@code
 * Evidence.of("zombies").figure("stops", 20).figure("dup", 0).seed(4711).save();
 * }</pre>
 */
public final class Evidence {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Promise promise;
  private final String test;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private String part = "";
  private @Nullable Long seed;

  private Evidence(Promise promise, String test) {
    this.promise = promise;
    this.test = test;
  }

  /**
   * Of the calling test.
   *
   * @param key the {@linkplain Promise#key() key} of the promise
   */
  public static Evidence of(String key) {
    String caller =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.matches(".*(IT|Test)"))
                        .findFirst())
            .orElseThrow(() -> new IllegalStateException("evidence comes from tests"));
    return new Evidence(Promise.of(key), caller.substring(caller.lastIndexOf('.') + 1));
  }

  /** Tells several proofs of one promise apart, the negative control among them. */
  public Evidence part(String name) {
    part = name;
    return this;
  }

  /** Something that was counted. */
  public Evidence figure(String name, long value) {
    figures.put(name, value);
    return this;
  }

  /** Something that was measured. */
  public Evidence figure(String name, double value) {
    figures.put(name, value);
    return this;
  }

  /** What a verifier has found. */
  public Evidence figures(Verdict verdict) {
    return figure("events", verdict.inputs())
        .figure("lost", verdict.lost())
        .figure("dup", verdict.dup())
        .figure("duplicates that differ", verdict.differing())
        .figure("out of order", verdict.order())
        .figure("hanging", verdict.hanging());
  }

  /** What the run was drawn from. */
  public Evidence seed(long value) {
    seed = value;
    return this;
  }

  /** Writes it where it is asked for. */
  public void save() throws IOException {
    String out = System.getProperty("reliability.out");
    if (out != null) {
      saveIn(Path.of("..").resolve(out));
    }
  }

  /** Writes it into this folder, in the place of what was measured before. */
  public void saveIn(Path folder) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("promise", promise.key());
    content.put("part", part);
    content.put("test", test);
    content.put("date", LocalDate.now(Clock.systemUTC()).toString());
    content.put("cores", Runtime.getRuntime().availableProcessors());
    content.put("jdk", Runtime.version().feature());
    content.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    if (seed != null) {
      content.put("seed", seed);
    }
    content.put("figures", figures);
    Files.writeString(
        Files.createDirectories(folder).resolve(file()), JSON.writeValueAsString(content) + "\n");
  }

  private String file() {
    return promise.key() + (part.isEmpty() ? "" : "-" + part.replaceAll("\\W+", "-")) + ".json";
  }
}
