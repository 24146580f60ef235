/** Shows the whole of Saccade in one process, and checks that nothing was lost on the way. */
@NullMarked
package io.saccade.cli.demo;

import org.jspecify.annotations.NullMarked;
