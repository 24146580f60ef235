/** Tests of publishing, alone and against a real broker. */
@NullMarked
package io.saccade.cli.publish;

import org.jspecify.annotations.NullMarked;
