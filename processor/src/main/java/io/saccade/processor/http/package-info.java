/**
 * The processor's own HTTP: who may read and write, bounds on clients, releases and health.
 * Loopback only, unless set otherwise.
 */
package io.saccade.processor.http;
