package io.saccade.cli.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A user who has all rights that are shipped for another one, but for one of them.
 *
 * @param user who it is
 * @param missing what it lacks, as the other has it
 * @param rights what it has
 */
record Variation(String user, AclBinding missing, List<AclBinding> rights) {

  /**
   * One for each of the rights.
   *
   * @param prefix what the users' names begin with
   * @param own whether groups, transactions and changelogs are named for the user, as those of a
   *     processor are for its application
   */
  static List<Variation> each(String prefix, List<AclBinding> shipped, Named own) {
    List<Variation> variations = new ArrayList<>();
    for (int i = 0; i < shipped.size(); i++) {
      String user = prefix + i;
      List<AclBinding> rights = new ArrayList<>();
      for (AclBinding right : shipped) {
        if (!right.equals(shipped.get(i))) {
          rights.add(given(right, user, own));
        }
      }
      variations.add(new Variation(user, given(shipped.get(i), user, own), rights));
    }
    return variations;
  }

  /** What groups, transactions and changelogs are named for. */
  enum Named {
    AS_SHIPPED,
    FOR_THE_USER
  }

  private static AclBinding given(AclBinding right, String user, Named own) {
    ResourcePattern pattern = right.pattern();
    String name =
        own == Named.FOR_THE_USER ? pattern.name().replaceFirst("^saccade", user) : pattern.name();
    return new AclBinding(
        new ResourcePattern(pattern.resourceType(), name, pattern.patternType()),
        new AccessControlEntry(
            "User:" + user, "*", right.entry().operation(), right.entry().permissionType()));
  }

  /** Of what it lacks the right. */
  String resource() {
    return missing.pattern().name();
  }

  /**
   * Whether this is how a client is told that it lacks the right. Kafka does not name transactions;
   * and who may neither read nor write a topic does not even see that it is there.
   */
  boolean isToldBy(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return (lower.contains("authori") || lower.contains("may not see"))
        && (message.contains(resource())
            || missing.pattern().resourceType() == ResourceType.TRANSACTIONAL_ID);
  }

  /**
   * What the broker's own log says of it. Whoever may read or write may describe as well, so that
   * the lack of that is often noticed first.
   */
  boolean isDeniedBy(String log) {
    String operation = "peration = (%s|DESCRIBE) ".formatted(missing.entry().operation());
    Pattern denied =
        Pattern.compile(
            "User:%s is Denied o%s.*:%s".formatted(user, operation, Pattern.quote(resource())));
    return log.lines().anyMatch(line -> denied.matcher(line).find());
  }

  @Override
  public String toString() {
    return "%s of %s %s"
        .formatted(missing.entry().operation(), missing.pattern().resourceType(), resource());
  }
}
