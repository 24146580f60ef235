package io.saccade.cli.releases;

import io.saccade.cli.faults.SandboxProcess;
import io.saccade.model.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker for all tests of releases, since each has topics of its own: started for the first,
 * ended after the last.
 */
final class SharedSandbox implements ParameterResolver {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(SharedSandbox.class);

  /** The broker and its folder. */
  private record Running(Path folder, SandboxProcess sandbox) implements AutoCloseable {

    static Running start() {
      try {
        Path folder = Files.createTempDirectory("releases-sandbox");
        return new Running(folder, SandboxProcess.start(folder));
      } catch (Exception e) {
        throw new IllegalStateException("the sandbox does not start", e);
      }
    }

    @Override
    public void close() throws IOException {
      sandbox.close();
      FileTree.delete(folder);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(SandboxProcess.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent("sandbox", any -> Running.start(), Running.class)
        .sandbox();
  }
}
