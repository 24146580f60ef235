/** Which model version serves which record: what a loaded model is, and how it proves itself. */
package io.saccade.processor.serving;
