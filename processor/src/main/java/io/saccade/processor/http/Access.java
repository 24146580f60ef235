package io.saccade.processor.http;

/** What it takes to read from an endpoint. Whatever writes takes the token for that. */
public enum Access {
  /** Nothing: for probes, which have no secrets. */
  OPEN,
  /** {@code http.read.token}, where it is set; {@code http.token} will do as well. */
  READ,
  /** {@code http.token}; where it is not set, nobody. */
  WRITE
}
