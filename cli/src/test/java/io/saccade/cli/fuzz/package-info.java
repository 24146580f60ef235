/**
 * Everything that reads bytes of strangers, under Jazzer: whatever the bytes are, they are taken or
 * refused with a code, in time.
 */
@NullMarked
package io.saccade.cli.fuzz;

import org.jspecify.annotations.NullMarked;
