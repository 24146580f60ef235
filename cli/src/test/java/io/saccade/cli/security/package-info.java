/** What is kept secret, who is let in, and what strangers can do to the HTTP: against real ones. */
@NullMarked
package io.saccade.cli.security;

import org.jspecify.annotations.NullMarked;
