@NullMarked
package io.saccade.cli.drift;

import org.jspecify.annotations.NullMarked;
