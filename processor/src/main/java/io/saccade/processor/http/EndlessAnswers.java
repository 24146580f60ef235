package io.saccade.processor.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives answers that have no end, each on a thread of its own: so many at most, and none to a
 * client that takes nothing any more. Thread-safe.
 */
final class EndlessAnswers implements AutoCloseable {

  /** Each is a thread and a socket. */
  static final int MOST = 32;

  private static final Logger LOG = LoggerFactory.getLogger(EndlessAnswers.class);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Alarms.daemons("http-stream"));
  private final Semaphore room = new Semaphore(MOST);
  private final Alarms alarms;
  private final Duration patience;

  /**
   * Gives none yet.
   *
   * @param patience how long a client may take nothing
   */
  EndlessAnswers(Alarms alarms, Duration patience) {
    this.alarms = alarms;
    this.patience = patience;
  }

  /** Takes an exchange over and returns at once; false where there are too many already. */
  boolean begin(Endpoint endpoint, HttpExchange exchange) {
    if (!room.tryAcquire()) {
      return false;
    }
    exchange.setStreams(null, new Bounded(exchange.getResponseBody()));
    threads.execute(() -> answer(endpoint, exchange));
    return true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void answer(Endpoint endpoint, HttpExchange exchange) {
    try (exchange) {
      endpoint.answer(exchange);
    } catch (IOException e) {
      LOG.debug("a client has gone path={}", endpoint.path(), e); // That is how they end.
    } catch (RejectedExecutionException e) {
      LOG.debug("the server has stopped path={}", endpoint.path(), e); // It sets no more alarms.
    } catch (RuntimeException e) {
      LOG.error("an answer over http failed in a way that nobody foresaw", e);
    } finally {
      room.release();
    }
  }

  /** Bounds the time of each write. */
  private final class Bounded extends FilterOutputStream {

    Bounded(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      Alarms.Alarm alarm = alarms.set(patience);
      try {
        out.write(bytes, from, count);
      } finally {
        alarm.close();
      }
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
      Alarms.Alarm alarm = alarms.set(patience);
      try {
        out.flush();
      } finally {
        alarm.close();
      }
    }
  }
}
