/** Tests of reading, folding and writing graphs. */
package io.saccade.trainer.graph;
