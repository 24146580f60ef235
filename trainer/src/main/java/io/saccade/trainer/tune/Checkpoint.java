package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder from which a training is taken up again after it was interrupted, even by a kill in the
 * middle of a write. A training that finds its own checkpoint goes on from there and ends with the
 * same bytes as one that was never interrupted, on the same machine with as many threads. For one
 * training at a time.
 */
public final class Checkpoint {

  private static final String STATE = "state";
  private static final String BEST = "best-";

  private final Path folder;
  private final int every;
  private final String identity;

  /** What is needed to go on. */
  record Saved(Standing standing, Map<String, HostTensor> state) {}

  /**
   * A checkpoint, whether there is anything in it or not.
   *
   * @param folder of its own; made where it is absent
   * @param every so many steps it is written, and at the end of every epoch
   * @param identity what the training is beyond what it sees itself, such as hashes of the data,
   *     the base and the augmentation; a checkpoint of another identity is refused
   */
  public Checkpoint(Path folder, int every, String identity) {
    if (every < 1) {
      throw new IllegalArgumentException("every must be at least 1, but was " + every);
    }
    this.folder = folder;
    this.every = every;
    this.identity = identity;
  }

  /** Removes what is in it, so that a training begins anew. */
  public void clear() throws IOException {
    if (Files.isDirectory(folder)) {
      for (Path file : files()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Whether it is to be written after so many steps of an epoch. */
  boolean isDue(int steps) {
    return steps % every == 0;
  }

  /**
   * What was saved last, if anything was.
   *
   * @throws TrainingFailedException where it is of another training
   */
  Optional<Saved> read(String fingerprint) throws IOException, TrainingFailedException {
    Path file = folder.resolve(STATE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    TensorFile.Content content = TensorFile.read(file);
    DataInputStream header = new DataInputStream(new ByteArrayInputStream(content.header()));
    if (!header.readUTF().equals(name(fingerprint))) {
      throw new TrainingFailedException(
          "The checkpoint in %s is of a training with other settings, images or another base. Train with those again, or begin anew without --resume."
              .formatted(folder));
    }
    return Optional.of(new Saved(Standing.read(header.readAllBytes()), content.tensors()));
  }

  /** Saves how far the training with this fingerprint has come. */
  void write(String fingerprint, Saved saved) throws IOException {
    Files.createDirectories(folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(bytes);
    header.writeUTF(name(fingerprint));
    header.write(saved.standing().bytes());
    TensorFile.write(folder.resolve(STATE), bytes.toByteArray(), saved.state());
    removeAllBut(saved.standing().best().number());
  }

  /** The weights of the best epoch, which has this number. */
  Map<String, HostTensor> readBest(int epoch) throws IOException {
    return TensorFile.read(best(epoch)).tensors();
  }

  /**
   * Saves the weights of an epoch; to be done before a state is written that has it as its best.
   */
  void writeBest(int epoch, Map<String, HostTensor> weights) throws IOException {
    Files.createDirectories(folder);
    TensorFile.write(best(epoch), new byte[0], weights);
  }

  private Path best(int epoch) {
    return folder.resolve(BEST + epoch);
  }

  private void removeAllBut(int epoch) throws IOException {
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName());
      if (name.startsWith(BEST) && !file.equals(best(epoch))) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Its own files, drafts included. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(STATE) || name.startsWith(BEST);
              })
          .toList();
    }
  }

  private String name(String fingerprint) {
    return identity + " " + fingerprint;
  }
}
