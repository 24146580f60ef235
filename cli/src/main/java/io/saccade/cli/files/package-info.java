/** Finds the image files that a user means by the paths of a command. */
@NullMarked
package io.saccade.cli.files;

import org.jspecify.annotations.NullMarked;
