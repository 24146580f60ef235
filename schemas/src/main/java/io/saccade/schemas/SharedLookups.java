package io.saccade.schemas;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the registry answered. Threads that want the same answer at the same time share
 * one question: the first asks, on its own thread, the others wait. Failures are not remembered.
 *
 * @param <K> what is asked about
 * @param <V> the answer
 */
final class SharedLookups<K, V> {

  /** Asks the registry. */
  interface Question<K, V> {
    V ask(K key)
        throws UnknownSchemaException,
            IncompatibleSchemaException,
            RegistryUnavailableException,
            RegistryConfigurationException;
  }

  private final Question<K, V> question;
  private final ConcurrentHashMap<K, CompletableFuture<V>> answers = new ConcurrentHashMap<>();

  SharedLookups(Question<K, V> question) {
    this.question = question;
  }

  V get(K key)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    CompletableFuture<V> answer = answers.get(key);
    if (answer == null) {
      CompletableFuture<V> mine = new CompletableFuture<>();
      answer = answers.putIfAbsent(key, mine);
      if (answer == null) {
        return ask(key, mine);
      }
    }
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while waiting for the registry", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private V ask(K key, CompletableFuture<V> mine)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    try {
      V value = question.ask(key);
      mine.complete(value);
      return value;
    } catch (SchemaException | RuntimeException | Error e) {
      // Forgotten first, so that whoever comes next asks again.
      answers.remove(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static IllegalStateException rethrown(@Nullable Throwable cause)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    if (cause instanceof UnknownSchemaException e) {
      throw e;
    }
    if (cause instanceof IncompatibleSchemaException e) {
      throw e;
    }
    if (cause instanceof RegistryUnavailableException e) {
      throw e;
    }
    if (cause instanceof RegistryConfigurationException e) {
      throw e;
    }
    return new IllegalStateException("the shared question failed", cause);
  }
}
