@NullMarked
package io.saccade.bench.all;

import org.jspecify.annotations.NullMarked;
