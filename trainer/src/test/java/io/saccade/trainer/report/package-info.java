/** What the report says. */
package io.saccade.trainer.report;
