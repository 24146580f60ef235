/** How commands speak to people: exit codes, tables and JSON, progress, logs, and bad endings. */
@NullMarked
package io.saccade.cli.console;

import org.jspecify.annotations.NullMarked;
