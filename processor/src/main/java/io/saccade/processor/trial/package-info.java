/**
 * Loads a version for the first time in a process of its own, so that a model which crashes ONNX
 * Runtime, takes all memory or never ends takes down nobody else.
 */
package io.saccade.processor.trial;
