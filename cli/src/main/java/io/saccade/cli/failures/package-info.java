/**
 * Lists dead letters, and puts their originals back into the topic of events, each of them once.
 */
@NullMarked
package io.saccade.cli.failures;

import org.jspecify.annotations.NullMarked;
