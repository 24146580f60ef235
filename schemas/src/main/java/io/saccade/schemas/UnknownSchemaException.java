package io.saccade.schemas;

/**
 * The registry answers, and does not know the schema: the id that a record names, or, where schemas
 * are not registered automatically, the schema of a subject.
 */
public final class UnknownSchemaException extends SchemaException {

  UnknownSchemaException(String message) {
    super(message);
  }
}
