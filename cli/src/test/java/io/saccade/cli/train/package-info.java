/** The tests of the training command. */
package io.saccade.cli.train;
