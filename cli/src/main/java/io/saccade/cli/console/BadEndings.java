package io.saccade.cli.console;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.BrokerTrouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns whatever a command threw into one message on the error stream and exit code 1, so that no
 * stack trace reaches a user. The trace of an exception goes to the log at debug level.
 */
public final class BadEndings implements IExecutionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(BadEndings.class);
  private static final String CONNECTION = "; see --bootstrap and --client-config";

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    LOG.debug("command failed", thrown);
    command.getErr().println(command.getColorScheme().errorText("saccade: " + message(thrown)));
    return thrown instanceof CommandFailedException failed
        ? failed.code()
        : command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** What to tell the user about this: one sentence or two, never a stack trace. */
  public static String message(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof IOException io) {
      return ofFiles(io);
    }
    if (cause instanceof KafkaException kafka) {
      return ofKafka(kafka);
    }
    if (cause instanceof BundleRefusedException refused) {
      return refused.code() + ": " + refused.getMessage();
    }
    if (cause instanceof InterruptedException) {
      return "stopped before the end";
    }
    if (cause instanceof RuntimeException || cause instanceof Error) {
      return "this is a bug in saccade: "
          + sentence(cause)
          + "\nRun the command again with --log-level debug and report what it prints.";
    }
    return sentence(cause);
  }

  private static String ofFiles(IOException thrown) {
    if (thrown instanceof NoSuchFileException) {
      return "there is no file or folder " + thrown.getMessage();
    }
    if (thrown instanceof AccessDeniedException) {
      return "no permission for " + thrown.getMessage() + "; check the rights of the file";
    }
    if (thrown instanceof FileAlreadyExistsException) {
      return thrown.getMessage() + " exists already; remove it or choose another place";
    }
    if (thrown instanceof NotDirectoryException) {
      return thrown.getMessage() + " is not a folder";
    }
    return sentence(thrown);
  }

  private static String ofKafka(KafkaException thrown) {
    if (thrown instanceof AuthorizationException) {
      return "Kafka does not permit this (" + text(thrown) + "); ask for the missing ACL";
    }
    Optional<String> trouble = BrokerTrouble.of(thrown, "");
    if (trouble.isPresent()) {
      return "Kafka: " + trouble.get() + CONNECTION;
    }
    Throwable cause = thrown.getCause();
    if (cause instanceof ConfigException || thrown instanceof ConfigException) {
      return text(cause == null ? thrown : cause) + "; check --bootstrap and --client-config";
    }
    return "Kafka: " + BrokerTrouble.reason(thrown);
  }

  private static String sentence(Throwable thrown) {
    String message = thrown.getMessage();
    boolean plain = thrown instanceof CommandFailedException;
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : plain || !(thrown instanceof RuntimeException || thrown instanceof Error)
            ? message
            : thrown.getClass().getSimpleName() + ": " + message;
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
