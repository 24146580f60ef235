package io.saccade.processor.dashboard;

/**
 * What a page says of the processor that it is served by, and what does not change. Holds nothing
 * secret.
 *
 * @param instance the processor's name
 * @param bootstrap the brokers
 * @param registry the schema registry, without whoever's password
 * @param topic where events come from
 * @param writes whether releases can be written over HTTP, with the token
 * @param driftWatched whether drift is watched where there is a reference
 */
public record About(
    String instance,
    String bootstrap,
    String registry,
    String topic,
    boolean writes,
    boolean driftWatched) {}
