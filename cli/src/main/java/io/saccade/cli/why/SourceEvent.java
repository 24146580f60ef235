package io.saccade.cli.why;

import io.saccade.schemas.avro.ImageEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The event as it stands in its topic.
 *
 * @param timestamp of the record, which windows go by
 * @param key of the record, which the cohort goes by; null for none
 * @param bytes of the record's value
 * @param event what it says; empty where it cannot be read
 */
@SuppressWarnings("ArrayRecordComponent") // Shown, never compared.
record SourceEvent(
    Spot spot, Instant timestamp, byte @Nullable [] key, int bytes, Optional<ImageEvent> event) {}
