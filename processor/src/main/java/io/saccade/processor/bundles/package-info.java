/** Where bundles come from: files, http(s) and S3, within allowed roots, cached by their hash. */
package io.saccade.processor.bundles;
