package io.saccade.trainer.data;

import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes every sample once, on all cores, before anything is trained: what the processor
 * would refuse is left out with its reason instead of failing an hour later.
 */
public final class Inspection {

  private final Preprocessor preprocessor;
  private final int mostBytes;

  /** The hash of the sample's bytes, or why it is left out. */
  private record Finding(Sample sample, String hash, @Nullable String fault) {}

  /**
   * An inspection.
   *
   * @param preprocessing of the model that is to be trained; it says how images are decoded
   * @param decoding which images are accepted
   */
  public Inspection(Preprocessing preprocessing, Decoding decoding) {
    preprocessor = decoding.preprocessor(preprocessing);
    mostBytes = (int) Math.min(Integer.MAX_VALUE - 8, decoding.gate().limits().encodedBytes() + 1);
  }

  /**
   * The samples that are sound, and the hash of them.
   *
   * @param progress told how many were looked at, from any thread
   * @throws InterruptedException once nothing is looked at any more
   * @throws DataRefusedException if that leaves fewer than two classes, or a class without images
   */
  public LabelledImages inspect(Listing listing, IntConsumer progress)
      throws DataRefusedException, InterruptedException {
    List<Finding> findings = findings(listing.samples(), progress);
    List<Sample> sound = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>(listing.leftOut());
    MessageDigest hash = sha256();
    for (Finding finding : findings) {
      Sample sample = finding.sample();
      if (finding.fault() != null) {
        leftOut.add(new LeftOut(sample.name(), finding.fault()));
        continue;
      }
      sound.add(sample);
      String className = listing.classes().get(sample.label());
      String line = "%s\0%s\0%s\n".formatted(sample.name(), className, finding.hash());
      hash.update(line.getBytes(StandardCharsets.UTF_8));
    }
    leftOut.sort(Comparator.comparing(LeftOut::name));
    return LabelledImages.of(
        new Listing(listing.classes(), sound, leftOut), HexFormat.of().formatHex(hash.digest()));
  }

  /** On the common pool, so that the calling thread is free to hear an interrupt. */
  private List<Finding> findings(List<Sample> samples, IntConsumer progress)
      throws InterruptedException {
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    CompletableFuture<List<Finding>> all =
        CompletableFuture.supplyAsync(
            () ->
                samples.parallelStream()
                    .filter(sample -> !stopped.get())
                    .map(
                        sample -> {
                          Finding finding = look(sample);
                          progress.accept(done.incrementAndGet());
                          return finding;
                        })
                    .toList(),
            ForkJoinPool.commonPool());
    try {
      return all.get();
    } catch (InterruptedException e) {
      stopped.set(true);
      boolean unused = all.handle((findings, fault) -> true).join();
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("images could not be looked at", e.getCause());
    }
  }

  private Finding look(Sample sample) {
    try {
      byte[] encoded = sample.content().read(mostBytes);
      preprocessor.decode(ByteBuffer.wrap(encoded)).close();
      return new Finding(sample, HexFormat.of().formatHex(sha256().digest(encoded)), null);
    } catch (ImageRefusedException e) {
      return new Finding(sample, "", e.getMessage());
    } catch (IOException e) {
      return new Finding(sample, "", Reasons.of(e));
    } catch (RuntimeException e) {
      // A decoder's own failure concerns one image, and must not end the whole.
      return new Finding(sample, "", "It cannot be decoded.");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
