/**
 * Writes pages for people: one HTML file each, with pictures and curves inside, that needs no
 * network, no scripts, and trusts no text it is given.
 */
@NullMarked
package io.saccade.trainer.page;

import org.jspecify.annotations.NullMarked;
