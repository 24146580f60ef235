package io.saccade.processor.bundles;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3Proxy as a process of its own on a free loopback port, keeping objects as files of a folder. It
 * checks signatures of requests as S3 does. Maven puts it where it is looked for.
 */
public final class S3Server implements AutoCloseable {

  public static final String ACCESS_KEY = "tests-access-key";
  public static final String SECRET_KEY = "tests-secret-key";

  /** Seen from any module. */
  private static final Path JAR = Path.of("..", "processor", "target", "s3proxy", "s3proxy.jar");

  private static final Pattern READY = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)\\}");
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final Thread stopWithUs;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
    this.stopWithUs = new Thread(process::destroyForcibly, "stop-s3");
    Runtime.getRuntime().addShutdownHook(stopWithUs);
  }

  /** Whether Maven has put it where tests look for it. */
  public static boolean isThere() {
    return Files.isRegularFile(JAR);
  }

  /**
   * Starts one and returns once it listens.
   *
   * @param folder for its settings and, below {@code objects}, a folder for each bucket with its
   *     objects as files
   */
  public static S3Server start(Path folder) throws IOException {
    Path objects = Files.createDirectories(folder.resolve("objects"));
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:0
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem
            jclouds.filesystem.basedir=%s
            """
                .formatted(ACCESS_KEY, SECRET_KEY, objects.toAbsolutePath()));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                JAR.toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .start();
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    Thread reader = new Thread(() -> drain(process, listening), "s3-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return new S3Server(process, listening.get(START_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("S3Proxy did not start", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while S3Proxy started", e);
    }
  }

  /** Its address. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Ends the process and waits until it has. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopWithUs);
    process.destroyForcibly();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads the output to its end, or the process would stop at a full pipe. */
  private static void drain(Process process, CompletableFuture<Integer> listening) {
    StringBuilder output = new StringBuilder();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.find()) {
          listening.complete(Integer.valueOf(ready.group(1)));
        }
        if (!listening.isDone()) {
          output.append(line).append('\n');
        }
      }
      listening.completeExceptionally(new IOException("it ended: " + output));
    } catch (IOException e) {
      listening.completeExceptionally(e);
    }
  }
}
