package io.saccade.schemas;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of Confluent's serdes means. They wrap a registry that is down, a schema that
 * is unknown and bytes that are broken in the same exceptions, so the cause tells.
 */
final class ConfluentFailure {

  private static final String REST = "RestClientException";
  private static final Pattern CODE_IN_MESSAGE = Pattern.compile("error code: (\\d{3,5})");

  private final RuntimeException failure;

  ConfluentFailure(RuntimeException failure) {
    this.failure = failure;
  }

  /** Never blames the bytes, as there are none; a failure of no known kind is returned as it is. */
  RuntimeException onWriting(String subject)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    throwIfRegistry("the schema of subject " + subject);
    return failure;
  }

  /** What does not come from the registry comes from the bytes. */
  CorruptRecordException onReading()
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    throwIfRegistry("the schema of a record");
    if (cause(SecurityException.class) != null) {
      throw failure; // Avro does not trust a class of ours: a bug, and no record's fault
    }
    boolean noClass = String.valueOf(failure.getMessage()).contains("Could not find class");
    if (noClass || cause(AvroTypeException.class) != null) {
      throw new IncompatibleSchemaException(deepestMessage(), failure);
    }
    return new CorruptRecordException(
        "the bytes are not their schema's: " + deepestMessage(), failure);
  }

  private void throwIfRegistry(String what)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    Throwable rest = restCause();
    if (rest != null) {
      throwByCode(number(rest, "getStatus"), number(rest, "getErrorCode"), what);
    }
    IOException io = cause(IOException.class);
    if (failure instanceof RetriableException || (io != null && !thrownByAvro(io))) {
      throw new RegistryUnavailableException(what + ": " + deepestMessage(), failure);
    }
    if (failure instanceof InvalidConfigurationException || failure instanceof ConfigException) {
      Matcher code = CODE_IN_MESSAGE.matcher(String.valueOf(failure.getMessage()));
      int found = code.find() ? Integer.parseInt(code.group(1)) : 0;
      throwByCode(found < 1_000 ? found : found / 100, found, what);
    }
  }

  private void throwByCode(int status, int code, String what)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    String message = what + ": " + deepestMessage();
    if (code == 40403 || code == 40401) {
      throw new UnknownSchemaException(message);
    }
    if (status == 409) {
      throw new IncompatibleSchemaException(message, failure);
    }
    if (status / 100 == 5 || status == 429 || status == 408) {
      throw new RegistryUnavailableException(message, failure);
    }
    throw new RegistryConfigurationException(message, failure);
  }

  private @Nullable Throwable restCause() {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      for (Class<?> type = t.getClass(); type != null; type = type.getSuperclass()) {
        if (type.getSimpleName().equals(REST)) {
          return t;
        }
      }
    }
    return null;
  }

  private <E extends Throwable> @Nullable E cause(Class<E> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  /** Avro's decoder, too, says with an IOException that the bytes end early. */
  private static boolean thrownByAvro(IOException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("org.apache.avro.");
  }

  private static int number(Throwable rest, String method) {
    try {
      return (int) rest.getClass().getMethod(method).invoke(rest);
    } catch (ReflectiveOperationException | ClassCastException e) {
      return 0;
    }
  }

  private String deepestMessage() {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}
