/**
 * The model bundle: its manifest, labels, golden images, and how it is read, checked and written.
 */
package io.saccade.model.bundle;
