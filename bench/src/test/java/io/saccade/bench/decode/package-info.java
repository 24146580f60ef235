@NullMarked
package io.saccade.bench.decode;

import org.jspecify.annotations.NullMarked;
