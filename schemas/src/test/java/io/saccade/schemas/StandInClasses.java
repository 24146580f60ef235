package io.saccade.schemas;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Classes that behave as Confluent's serdes do, under their names, in a class loader of their own,
 * since they must not be on the class path of the other tests.
 */
final class StandInClasses {

  private static final Path SOURCES = Path.of("src/test/resources/confluent");

  private StandInClasses() {}

  static URLClassLoader compiledInto(Path directory) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", directory.toString()));
    arguments.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    try (Stream<Path> sources = Files.list(SOURCES)) {
      sources.map(Path::toString).forEach(arguments::add);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status = compiler.run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IOException("the stand-ins do not compile");
    }
    return new URLClassLoader(new URL[] {url(directory)}, StandInClasses.class.getClassLoader());
  }

  private static URL url(Path directory) throws MalformedURLException {
    return directory.toUri().toURL();
  }
}
