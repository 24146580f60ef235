/** What is shown of layers. */
package io.saccade.trainer.layers;
