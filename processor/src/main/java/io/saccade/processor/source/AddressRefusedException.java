package io.saccade.processor.source;

import java.net.UnknownHostException;

/** A name has an address that is not public; the client of HTTP passes it on. */
final class AddressRefusedException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  AddressRefusedException(String message) {
    super(message);
  }
}
