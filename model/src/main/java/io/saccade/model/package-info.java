/** What the trainer, the processor and the command line agree on about models and images. */
package io.saccade.model;
