package io.saccade.cli.sandbox;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that a sandbox keeps its data in, held by one process at a time. */
final class DataFolder implements AutoCloseable {

  private final Path root;
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Creates the folder where it is missing, and takes it. */
  static DataFolder take(Path root) throws IOException, CommandFailedException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(
            root.resolve("sandbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new CommandFailedException(
          "another sandbox uses the folder " + root + "; stop it, or choose another with --data");
    }
    return new DataFolder(root, channel);
  }

  /** Where the broker keeps its logs. */
  Path kafka() throws IOException {
    return Files.createDirectories(root.resolve("kafka"));
  }

  /** Where the registry keeps its schemas. */
  Path registry() throws IOException {
    return Files.createDirectories(root.resolve("registry"));
  }

  /** Gives the folder back; closing the channel releases its lock. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }
}
