package io.saccade.schemas;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One address of the registry and what to say there in the {@code Authorization} header.
 *
 * @param base without user info, query or trailing slash
 * @param authorization the whole value of the header, or null to send none; never printed
 */
record RegistryEndpoint(URI base, @Nullable String authorization) {

  @Override
  public String toString() {
    return authorization == null ? base.toString() : base + " (with credentials)";
  }
}
