package io.saccade.processor.source;

import java.util.List;

/**
 * An address and what must come of it.
 *
 * @param uri with PORT for that of the forbidden listeners
 * @param expected {@link Asked#FETCHED} or a code
 * @param answers of the name server for {@link #name}, in turn; none where it must not be asked
 */
record UriCase(String uri, String expected, List<String> answers) {

  static UriCase of(String uri, String expected) {
    return new UriCase(uri, expected, List.of());
  }

  /** A host that is listed as public, and what the name server says of it. */
  static UriCase resolving(String name, String expected, String... answers) {
    return new UriCase("http://" + name + ":PORT/image", expected, List.of(answers));
  }

  String at(int port) {
    return uri.replace("PORT", Integer.toString(port));
  }

  /** The name of the host, of those that are resolved. */
  String name() {
    return uri.substring("http://".length(), uri.indexOf(":PORT"));
  }
}
