/** Tests of what is shown of references. */
@NullMarked
package io.saccade.cli.reference;

import org.jspecify.annotations.NullMarked;
