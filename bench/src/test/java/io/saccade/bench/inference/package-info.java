@NullMarked
package io.saccade.bench.inference;

import org.jspecify.annotations.NullMarked;
