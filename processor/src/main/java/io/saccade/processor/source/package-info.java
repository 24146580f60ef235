/**
 * Turns an event into encoded bytes: fetches what it refers to by URI, within the rules, on threads
 * of its own.
 */
@NullMarked
package io.saccade.processor.source;

import org.jspecify.annotations.NullMarked;
