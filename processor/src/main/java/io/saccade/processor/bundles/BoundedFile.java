package io.saccade.processor.bundles;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of an answer into a file, up to a limit. One that is refused is not read at all:
 * its connection is closed.
 */
final class BoundedFile implements HttpResponse.BodySubscriber<Long> {

  private final @Nullable Path file;
  private final long most;
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private @Nullable FileChannel channel;
  private long written;

  private BoundedFile(@Nullable Path file, long most) {
    this.file = file;
    this.most = most;
  }

  /** Takes the body; its length comes back. */
  static BoundedFile of(Path file, long most) {
    return new BoundedFile(file, most);
  }

  /** Does not take the body. */
  static BoundedFile none() {
    return new BoundedFile(null, 0);
  }

  /** The body is longer than the limit. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(long most) {
      super("more than " + most + " bytes");
    }
  }

  @Override
  public CompletionStage<Long> getBody() {
    return done;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (file == null || done.isDone()) {
      given.cancel();
      done.complete(0L);
      return;
    }
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      given.request(Long.MAX_VALUE);
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    FileChannel open = channel;
    if (open == null) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        written += buffer.remaining();
        if (written > most) {
          throw new TooLongException(most);
        }
        while (buffer.hasRemaining()) {
          open.write(buffer);
        }
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    fail(thrown);
  }

  @Override
  public synchronized void onComplete() {
    try {
      close();
      done.complete(written);
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }

  /** Gives up: whatever still comes is not written. */
  synchronized void giveUp() {
    fail(new IOException("given up"));
  }

  private void fail(Throwable thrown) {
    if (subscription != null) {
      subscription.cancel();
    }
    try {
      close();
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
    done.completeExceptionally(thrown);
  }

  private void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
