package io.saccade.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes the exception of a log event as one key-value, ` cause="Type: message"`; the whole stack
 * trace only where the process logs at debug level or finer. Logback makes it by name from {@code
 * logback.xml}.
 */
public final class CauseConverter extends ClassicConverter {

  private final ThrowableProxyConverter whole = new ThrowableProxyConverter();

  @Override
  public void start() {
    whole.start();
    super.start();
  }

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown == null) {
      return "";
    }
    if (debugging()) {
      return System.lineSeparator() + whole.convert(event).stripTrailing();
    }
    return " cause=\"" + simpleName(thrown.getClassName()) + text(thrown.getMessage()) + '"';
  }

  private static boolean debugging() {
    return LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
            instanceof ch.qos.logback.classic.Logger root
        && Level.DEBUG.isGreaterOrEqual(root.getEffectiveLevel());
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : ": " + message.replace('\n', ' ').replace('"', '\'');
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
