package io.saccade.processor.trial;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How the process of a trial is started: with this one's Java and jars, and none of its options and
 * secrets. The class path travels in the environment, because ONNX Runtime has crashed on long
 * command lines.
 *
 * @param folder for whatever the process leaves behind
 * @param heap bytes of its heap
 * @param most bytes that it may take, where there is a limit
 * @param onCpu whether it runs on the CPU alone
 */
record TrialCommand(Path folder, long heap, OptionalLong most, boolean onCpu) {

  /** What the libraries, and those who unpack and load them, go by. */
  private static final Pattern KEPT =
      Pattern.compile("PATH|HOME|LANG|TZ|LC_.*|LD_.*|CUDA_.*|CUDNN_.*|NVIDIA_.*|MALLOC_.*|OMP_.*");

  private static final String NATIVES = "onnxruntime.native.";

  private static final String ARCHIVE = "-XX:SharedArchiveFile=";
  private static final Path SHELL = Path.of("/bin/sh");

  /** Without memory for writing beyond this: asking for more fails, before it is there. */
  private static final String LIMITED =
      "ulimit -c 0 2>/dev/null; ulimit -d \"$0\" 2>/dev/null; exec \"$@\"";

  /** Heap, code and tables of Java, and the stacks of threads, of which there are some a core. */
  private static final long JAVA = 512L << 20;

  private static final long EACH_CORE = 16L << 20;

  /**
   * What starts it.
   *
   * @param environment of this process, of which little is handed on
   */
  ProcessBuilder builder(Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    Map<String, String> handedOn = builder.environment();
    handedOn.clear();
    handedOn.putAll(environment);
    handedOn.keySet().removeIf(name -> !KEPT.matcher(name).matches());
    handedOn.put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    // What drivers of GPUs map counts as well, though it is no memory of this machine.
    if (most.isPresent() && onCpu && Files.isExecutable(SHELL)) {
      long bytes = most.getAsLong() + JAVA + EACH_CORE * Runtime.getRuntime().availableProcessors();
      command.addAll(List.of(SHELL.toString(), "-c", LIMITED, String.valueOf(bytes >> 10)));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Over in a second or two: what pays off later never does.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add("-Xmx" + (heap >> 20) + "m");
    command.add("-XX:MaxDirectMemorySize=" + most.orElse(Long.MAX_VALUE));
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-Djava.io.tmpdir=" + folder);
    archive(command);
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(NATIVES))
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .forEach(command::add);
    command.add(TrialProgram.class.getName());
    return command;
  }

  /** The archive of classes that this process was started with, where it was. */
  private static void archive(List<String> command) {
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(ARCHIVE))
        .findFirst()
        .ifPresent(
            argument ->
                command.addAll(List.of(argument, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")));
  }
}
