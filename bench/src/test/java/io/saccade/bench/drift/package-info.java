@NullMarked
package io.saccade.bench.drift;

import org.jspecify.annotations.NullMarked;
