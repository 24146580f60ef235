package io.saccade.trainer.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, as a sentence. */
final class Reasons {

  private Reasons() {}

  static String of(IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return "There is no such file.";
    }
    if (fault instanceof AccessDeniedException) {
      return "It may not be read.";
    }
    if (fault instanceof EOFException) {
      return "It is cut short.";
    }
    String message = fault.getMessage();
    // What the file system says repeats the whole path; what we say is a sentence already.
    if (fault instanceof FileSystemException || message == null) {
      return "It cannot be read.";
    }
    return message.endsWith(".") ? message : "It cannot be read: %s.".formatted(message);
  }
}
