/** Tests of the trainer as a whole. */
package io.saccade.trainer;
