/** Runs what the documentation shows. */
package io.saccade.cli.docs;
