package io.saccade.processor.lookahead;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which images were being decoded in native code when the process died. A small file that is
 * mapped into memory: what was written there outlives a segmentation fault and a {@code kill -9},
 * because the pages are the kernel's, and costs no system call.
 *
 * <p>Each worker has an entry, which names the image that it decodes. What stands there when the
 * file is opened was not finished: that image is suspect. A suspect is decoded while no other one
 * is, so that the next crash accuses one image and not its neighbours; once it is decoded it is
 * suspect no more, and found unfinished a second time it is never decoded again.
 *
 * <p>Thread-safe.
 */
final class CrashJournal {

  /** So often an image may take the process down. */
  static final int MOST_CRASHES = 2;

  private static final Logger LOG = LoggerFactory.getLogger(CrashJournal.class);
  private static final VarHandle COUNT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long FORM = 0x3152_4e4c_4344_4353L;
  private static final int HEAD = Long.BYTES;
  private static final int ENTRY = 32;
  private static final int SUSPECTS = 256;
  private static final int WORKERS = 256;
  private static final int BYTES = HEAD + (SUSPECTS + WORKERS) * ENTRY;

  private final ByteBuffer file;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Map<Image, Suspect> suspects = new ConcurrentHashMap<>();
  private final Semaphore alone = new Semaphore(1);

  /** An image, by where its event is; the length tells it from one of a topic made anew. */
  record Image(int topic, int partition, long offset, int length) {

    static Image of(Coordinates at, int length) {
      return new Image(at.topic().hashCode(), at.partition(), at.offset(), length);
    }
  }

  /**
   * An image that was being decoded when the process died.
   *
   * @param times how often
   * @param place of its entry in the file
   */
  record Suspect(Image image, int times, int place) {

    boolean isCondemned() {
      return times >= MOST_CRASHES;
    }
  }

  private CrashJournal(ByteBuffer file) {
    this.file = file.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SUSPECTS; i++) {
      int place = HEAD + i * ENTRY;
      read(file, place).ifPresent(of -> suspects.put(of, new Suspect(of, times(place), place)));
    }
    for (int i = 0; i < WORKERS; i++) {
      free.add(HEAD + (SUSPECTS + i) * ENTRY);
    }
  }

  /** One that no crash survives, for runs that nobody starts again. */
  static CrashJournal forgetful() {
    return new CrashJournal(ByteBuffer.allocateDirect(BYTES));
  }

  /**
   * Opens the file, and takes what stands unfinished in it for suspect. Where that fails, crashes
   * are not counted, and nothing is worse for it otherwise.
   */
  static CrashJournal open(Path path) {
    try {
      Map<Image, Integer> crashes = crashes(path);
      if (!crashes.isEmpty()) {
        LOG.warn(
            "images were being decoded when the process died; they are decoded one at a time now,"
                + " and not at all after {} times images={} condemned={}",
            MOST_CRASHES,
            crashes.size(),
            crashes.values().stream().filter(times -> times >= MOST_CRASHES).count());
      }
      // Written whole and moved into place: who is killed here counts no crash twice. Every byte
      // is written, because a hole in a file that is mapped is a crash on a disk that is full.
      Path written = path.resolveSibling(path.getFileName() + ".new");
      try (FileChannel channel =
          FileChannel.open(
              written,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        ByteBuffer fresh = fresh(crashes);
        while (fresh.hasRemaining()) {
          channel.write(fresh);
        }
        channel.force(true);
        Files.move(
            written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new CrashJournal(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
      }
    } catch (IOException e) {
      LOG.warn(
          "no journal of crashes can be kept; an image that crashes the process is tried again and"
              + " again file={} reason={}",
          path,
          e.toString());
      return forgetful();
    }
  }

  /** An entry for a worker, to be given back; where there is none left, one that nobody reads. */
  synchronized Entry entry() {
    Integer place = free.poll();
    return place == null ? new Entry(ByteBuffer.allocateDirect(ENTRY), 0) : new Entry(file, place);
  }

  private synchronized void giveBack(Entry entry) {
    if (entry.place != 0) {
      free.add(entry.place);
    }
  }

  /** What is held against an image, if anything. */
  Optional<Suspect> suspect(Image image) {
    return suspects.isEmpty() ? Optional.empty() : Optional.ofNullable(suspects.get(image));
  }

  /** The image did no harm. */
  void acquit(Suspect suspect) {
    if (suspects.remove(suspect.image(), suspect)) {
      COUNT.setRelease(file, suspect.place(), 0);
    }
  }

  /**
   * Waits until no other suspect is decoded, but not for ever: one that is stuck is given up by the
   * watchdog, and must not hold up the others.
   *
   * @return whether the turn is to be given back
   */
  boolean awaitTurn(long nanos) throws InterruptedException {
    return alone.tryAcquire(nanos, TimeUnit.NANOSECONDS);
  }

  void endTurn() {
    alone.release();
  }

  private int times(int place) {
    return (int) COUNT.getAcquire(file, place);
  }

  private static Optional<Image> read(ByteBuffer from, int place) {
    return (int) COUNT.getAcquire(from, place) <= 0
        ? Optional.empty()
        : Optional.of(
            new Image(
                from.getInt(place + 4),
                from.getInt(place + 8),
                from.getLong(place + 16),
                from.getInt(place + 12)));
  }

  private static void write(ByteBuffer to, int place, Image image, int count) {
    to.putInt(place + 4, image.topic());
    to.putInt(place + 8, image.partition());
    to.putInt(place + 12, image.length());
    to.putLong(place + 16, image.offset());
    COUNT.setRelease(to, place, count);
  }

  /** How often each image was unfinished, those of the last crash included. */
  private static Map<Image, Integer> crashes(Path path) throws IOException {
    Map<Image, Integer> crashes = new LinkedHashMap<>();
    byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    ByteBuffer old = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length != BYTES || old.put(bytes).getLong(0) != FORM) {
      return crashes;
    }
    for (int i = 0; i < SUSPECTS + WORKERS; i++) {
      int place = HEAD + i * ENTRY;
      read(old, place)
          .ifPresent(of -> crashes.merge(of, (int) COUNT.getAcquire(old, place), Integer::sum));
    }
    return crashes;
  }

  private static ByteBuffer fresh(Map<Image, Integer> crashes) {
    ByteBuffer fresh = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    fresh.putLong(0, FORM);
    int number = crashes.size();
    for (Map.Entry<Image, Integer> crash : crashes.entrySet()) {
      // Of more than there is room for, the last ones are the newest.
      if (number-- <= SUSPECTS) {
        write(fresh, HEAD + number * ENTRY, crash.getKey(), crash.getValue());
      }
    }
    return fresh;
  }

  /** Says what one worker decodes. For one thread. */
  final class Entry {

    private final ByteBuffer buffer;
    private final int place;

    private Entry(ByteBuffer buffer, int place) {
      this.buffer = buffer;
      this.place = place;
    }

    /** The image goes to native code now. */
    void begin(Image image) {
      write(buffer, place, image, 1);
    }

    /** The image came back, whatever became of it. */
    void end() {
      COUNT.setRelease(buffer, place, 0);
    }

    /** The worker ends. */
    void giveBack() {
      CrashJournal.this.giveBack(this);
    }
  }
}
