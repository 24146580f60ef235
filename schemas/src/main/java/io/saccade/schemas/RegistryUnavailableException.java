package io.saccade.schemas;

/**
 * No registry answered within the bounded retries: connection refused, time-out, 5xx, 429. Says
 * nothing about the record; the caller waits and tries the same record again.
 */
public final class RegistryUnavailableException extends SchemaException {

  RegistryUnavailableException(String message) {
    super(message);
  }

  /** Says what did not answer, and how. */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
