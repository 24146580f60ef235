/**
 * The archive of classes that commands start from: made once by the build, read by every start on
 * the same JVM from the same jars, and passed over in silence by all others.
 */
@NullMarked
package io.saccade.cli.archive;

import org.jspecify.annotations.NullMarked;
