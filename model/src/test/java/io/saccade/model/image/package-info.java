/** The tests of the way from encoded bytes to a tensor. */
package io.saccade.model.image;
