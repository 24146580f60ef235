package io.saccade.processor;

import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.source.FetchListener;
import io.saccade.processor.source.ImageSource;
import io.saccade.processor.source.UriImages;

/** Starts what fetches images by URI, where anything is allowed to be fetched. */
final class SourceStart {

  private SourceStart() {}

  static ImageSource images(ProcessorSettings settings, FetchListener listener) {
    return settings.source().isOpen()
        ? UriImages.start(settings.source(), settings.fetchedBytes(), listener)
        : ImageSource.none();
  }
}
