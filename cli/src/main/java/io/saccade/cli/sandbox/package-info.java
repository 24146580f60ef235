/**
 * A real Kafka broker and a schema registry in this process, for trying things out and for tests.
 */
@NullMarked
package io.saccade.cli.sandbox;

import org.jspecify.annotations.NullMarked;
