@NullMarked
package io.saccade.bench.results;

import org.jspecify.annotations.NullMarked;
