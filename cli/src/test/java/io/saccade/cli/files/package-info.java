/** Tests of which files are taken for images. */
@NullMarked
package io.saccade.cli.files;

import org.jspecify.annotations.NullMarked;
