/**
 * The page that people leave open: figures, their last quarter of an hour, and what is new live.
 */
package io.saccade.processor.dashboard;
