package io.saccade.trainer.data;

import io.saccade.trainer.data.PixelContent.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * CIFAR-10's binary batches: records of one byte of label and three planes of 32 x 32 bytes. The
 * class names are those of {@code batches.meta.txt}, or CIFAR-10's own where there is none.
 */
final class CifarBatches implements ImageSource {

  private static final Pattern BATCH = Pattern.compile("(data_batch_[0-9]+|test_batch)\\.bin");
  private static final String NAMES = "batches.meta.txt";
  private static final Shape SHAPE = new Shape(32, 32, 3, true);
  private static final List<String> CIFAR_10 =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final Path root;

  CifarBatches(Path root) {
    this.root = root;
  }

  static boolean areIn(Path folder) throws IOException {
    return Folders.below(folder).stream()
        .anyMatch(file -> BATCH.matcher(Folders.name(file)).matches());
  }

  @Override
  public Listing list() throws IOException {
    ListingDraft draft = new ListingDraft();
    List<String> names = names();
    for (Path file : Folders.below(root)) {
      String name = Folders.name(file);
      if (BATCH.matcher(name).matches()) {
        gather(file, names, draft);
      } else if (!name.equals(NAMES)) {
        draft.leaveOut(name, "It is not a batch of CIFAR-10.");
      }
    }
    return draft.listing();
  }

  private List<String> names() throws IOException {
    Path file = root.resolve(NAMES);
    if (!Files.isRegularFile(file)) {
      return CIFAR_10;
    }
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void gather(Path file, List<String> names, ListingDraft draft) {
    byte[] values;
    try {
      if (Files.size(file) > Integer.MAX_VALUE - 8) {
        throw new IOException("It is larger than any batch of CIFAR-10.");
      }
      values = Files.readAllBytes(file);
    } catch (IOException e) {
      draft.leaveOut(Folders.name(file), Reasons.of(e));
      return;
    }
    Part given = Folders.name(file).startsWith("test") ? Part.TEST : Part.TRAINING;
    int record = 1 + SHAPE.bytes();
    for (int at = 0; at < values.length; at += record) {
      String name = "%s/%05d".formatted(Folders.name(file).replace(".bin", ""), at / record);
      int label = values[at] & 0xFF;
      if (values.length - at < record) {
        draft.leaveOut(name, "It is cut short.");
      } else if (label >= names.size()) {
        draft.leaveOut(name, "Its label is %d of %d classes.".formatted(label, names.size()));
      } else {
        draft.add(name, names.get(label), given, new PixelContent(values, at + 1, SHAPE));
      }
    }
  }
}
