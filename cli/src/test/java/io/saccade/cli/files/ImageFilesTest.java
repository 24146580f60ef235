package io.saccade.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.cli.console.CommandFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFilesTest {

  private static final byte[] BINARY = {(byte) 0xFF, (byte) 0xD8, 0, 16};
  private static final byte[] TEXT = "file,label\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void takesWhatIsNotTextFromFoldersSortedByPath() throws Exception {
    write("b/2.png", BINARY);
    write("b/1.unknown", BINARY);
    write("a.JPG", BINARY);
    write("truth.csv", TEXT);
    write("LICENSE", TEXT);

    ImageFiles found = ImageFiles.of(List.of(folder));

    assertThat(found.files())
        .extracting(file -> folder.relativize(file.path()).toString())
        .containsExactly("a.JPG", "b/1.unknown", "b/2.png");
    assertThat(found.skipped()).isEqualTo(2);
  }

  @Test
  void saysWhereAFileLiesBelowWhatWasNamed() throws Exception {
    Path named = write("b/c/1.jpg", BINARY);

    assertThat(ImageFiles.of(List.of(folder.resolve("b"), named)).files())
        .extracting(ImageFile::below)
        .containsExactly(Path.of("c", "1.jpg"), Path.of("1.jpg"));
  }

  @Test
  void takesATextThatIsNamedAsAnImage() throws Exception {
    write("error-page.jpg", TEXT);
    write("empty.png", new byte[0]);

    assertThat(ImageFiles.of(List.of(folder)).files()).hasSize(2);
  }

  @Test
  void leavesOutHiddenFilesAndFolders() throws Exception {
    write(".thumbnails/1.jpg", BINARY);
    write(".hidden.jpg", BINARY);
    write("seen.jpg", BINARY);

    assertThat(ImageFiles.of(List.of(folder)).files())
        .extracting(ImageFile::path)
        .containsExactly(folder.resolve("seen.jpg"));
  }

  @Test
  void triesEveryFileThatIsNamedInTheOrderOfTheNames() throws Exception {
    Path csv = write("truth.csv", TEXT);
    Path image = write("a.jpg", BINARY);

    assertThat(ImageFiles.of(List.of(csv, image)).files())
        .extracting(ImageFile::path)
        .containsExactly(csv, image);
  }

  @Test
  void saysWhichPathDoesNotExist() {
    Path missing = folder.resolve("missing");

    assertThatExceptionOfType(CommandFailedException.class)
        .isThrownBy(() -> ImageFiles.of(List.of(missing)))
        .withMessage("there is no file or folder " + missing);
  }

  @Test
  void saysThatAFolderHasNoImages() {
    assertThatExceptionOfType(CommandFailedException.class)
        .isThrownBy(() -> ImageFiles.of(List.of(folder)))
        .withMessage("there are no images in " + folder);
  }

  private Path write(String name, byte[] bytes) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.write(file, bytes);
  }
}
