/** Turns an event into encoded bytes: carried inline, or fetched by URI within the rules. */
package io.saccade.processor.source;
