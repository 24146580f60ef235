/** Typed settings from file, environment and flags. Reports every mistake at once. */
package io.saccade.processor.settings;
