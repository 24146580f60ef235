package io.saccade.schemas;

/**
 * Why a record could not be read, or a schema not be registered. The subclasses say what the caller
 * has to do about it; messages carry neither secrets nor the record's bytes.
 */
public abstract sealed class SchemaException extends Exception
    permits CorruptRecordException,
        UnknownSchemaException,
        IncompatibleSchemaException,
        RegistryUnavailableException,
        RegistryConfigurationException {

  SchemaException(String message) {
    super(message);
  }

  SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
