/** Tests of the demo and of what it checks with. */
@NullMarked
package io.saccade.cli.demo;

import org.jspecify.annotations.NullMarked;
