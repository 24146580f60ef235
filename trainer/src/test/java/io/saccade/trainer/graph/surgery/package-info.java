/** Tests of cutting and replacing heads. */
package io.saccade.trainer.graph.surgery;
