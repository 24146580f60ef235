package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads images below the folders that are listed, however links lead. */
final class DiskImages {

  private final List<Path> roots;

  DiskImages(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  Body read(Target.OnDisk target, Attempt attempt)
      throws EventRefusedException, FetchFailedException {
    try {
      Path real = target.path().toRealPath();
      if (!liesWithin(real)) {
        throw new EventRefusedException(
            ErrorCode.URI_HOST, "a link leads out of source.uri.roots: " + target.shown());
      }
      if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
        throw new EventRefusedException(
            ErrorCode.URI_NOT_FOUND, "this is not a file: " + target.shown());
      }
      try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
        // What is still being written has another size by then, and is tried again.
        return Body.read(in, Files.size(real), target, attempt);
      }
    } catch (NoSuchFileException e) {
      throw new EventRefusedException(
          ErrorCode.URI_NOT_FOUND, "there is no file " + target.shown());
    } catch (IOException e) {
      throw new FetchFailedException(
          target.shown() + " cannot be read", FetchFailedException.Fault.THEIRS, e);
    }
  }

  private boolean liesWithin(Path real) throws IOException {
    for (Path root : roots) {
      if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }
}
