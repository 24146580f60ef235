/** Labels image files on this machine, without Kafka. */
@NullMarked
package io.saccade.cli.classify;

import org.jspecify.annotations.NullMarked;
