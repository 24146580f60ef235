/** Tests of the commands for bundles. */
@NullMarked
package io.saccade.cli.model;

import org.jspecify.annotations.NullMarked;
