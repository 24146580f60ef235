/** The command line. */
package io.saccade.cli;
