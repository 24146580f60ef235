package io.saccade.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTreeTest {

  @TempDir private Path folder;

  @Test
  void deletesFoldersWithinButNotWhatLinksLeadTo() throws Exception {
    Path kept = Files.writeString(folder.resolve("kept"), "kept");
    Path tree = folder.resolve("tree");
    Path inner = Files.createDirectories(tree.resolve("a/b"));
    Files.writeString(inner.resolve("c"), "c");
    Files.createSymbolicLink(tree.resolve("link"), folder);

    FileTree.delete(tree);

    assertThat(tree).doesNotExist();
    assertThat(kept).hasContent("kept");
  }

  @Test
  void findsNothingToDoWhereNothingIs() throws Exception {
    FileTree.delete(folder.resolve("absent"));

    assertThat(folder).isEmptyDirectory();
  }
}
