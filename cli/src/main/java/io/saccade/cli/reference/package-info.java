/** Shows what a bundle's reference says is normal, and when windows alarm: in words, and drawn. */
@NullMarked
package io.saccade.cli.reference;

import org.jspecify.annotations.NullMarked;
