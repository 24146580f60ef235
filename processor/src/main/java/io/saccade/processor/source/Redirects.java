package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a redirect leads: to a place that all the rules allow, or nowhere. */
final class Redirects {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private final UriRules rules;
  private final int most;

  Redirects(SourceSettings.Rules rules) {
    this.rules = new UriRules(rules);
    this.most = rules.redirects();
  }

  /** Whether an answer leads on, and may. */
  boolean leadOn(int status) {
    return most > 0 && STATUSES.contains(status);
  }

  /**
   * The next place.
   *
   * @param location as the server gave it
   * @param followed how many redirects led here
   */
  Target.Web next(Target.Web from, String location, int followed) throws EventRefusedException {
    if (followed >= most) {
      throw refused("there are more than the %d redirects allowed from ".formatted(most), from);
    }
    Target to = rules.target(resolved(from, location));
    if (!(to instanceof Target.Web web)) {
      throw refused("a redirect must lead to http or https, but not from ", from);
    }
    if (from.isSecret() && !web.isSecret()) {
      throw refused("no redirect may lead from https to http: ", from);
    }
    if (!from.internal() && web.internal()) {
      throw refused("no redirect may lead from a public host to an internal one: ", from);
    }
    return web;
  }

  private static String resolved(Target.Web from, String location) throws EventRefusedException {
    try {
      return from.uri().resolve(new URI(location)).toString();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw refused("a redirect leads nowhere from ", from);
    }
  }

  private static EventRefusedException refused(String why, Target from) {
    return new EventRefusedException(ErrorCode.URI_REDIRECT, why + from.shown());
  }
}
