/** How pages are written. */
package io.saccade.trainer.page;
