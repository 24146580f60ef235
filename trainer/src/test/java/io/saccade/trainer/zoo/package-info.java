/** Tests of the architectures. */
package io.saccade.trainer.zoo;
