package io.saccade.cli.replay;

/**
 * A version as the status topic recorded it.
 *
 * @param version its name, for people
 * @param uri where its bundle came from
 * @param sha256 of its bundle's manifest, which is its identity
 */
record RecordedVersion(String version, String uri, String sha256) {}
