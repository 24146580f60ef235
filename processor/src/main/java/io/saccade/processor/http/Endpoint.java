package io.saccade.processor.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Answers requests of one path and of all below it, unless an endpoint with a longer one does. */
public interface Endpoint {

  /**
   * A path without a slash at its end, such as {@code /metrics}; {@code /} for all that is left.
   */
  String path();

  /** What it takes to {@code GET} or {@code HEAD}; all other methods take {@link Access#WRITE}. */
  Access access();

  /**
   * Whether an answer goes on for as long as the client listens, as server-sent events do. Such an
   * answer has a thread of its own and no limit of time; but their number is bounded, the rest is
   * told 503, and a client that takes nothing for half a minute is given up.
   */
  default boolean isEndless() {
    return false;
  }

  /**
   * Answers a request of somebody who may ask it; {@link Reply} helps with that. The caller closes
   * the exchange. Called by several threads at once; the thread is interrupted when the time is
   * over, or when the server stops, and then the connection is closed as well.
   */
  void answer(HttpExchange exchange) throws IOException;
}
