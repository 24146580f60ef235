@NullMarked
package io.saccade.cli.failures;

import org.jspecify.annotations.NullMarked;
