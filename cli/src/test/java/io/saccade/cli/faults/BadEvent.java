package io.saccade.cli.faults;

import io.saccade.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be classified.
 *
 * @param what is wrong with it
 * @param code what it must be refused with
 * @param value as it is published
 */
@SuppressWarnings("ArrayRecordComponent") // Published, never compared.
record BadEvent(String what, ErrorCode code, byte @Nullable [] value) {}
