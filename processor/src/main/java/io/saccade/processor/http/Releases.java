package io.saccade.processor.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.Issuer;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.NoReleaseTopicException;
import io.saccade.processor.release.PastRelease;
import io.saccade.processor.release.ReleaseChange;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseJson;
import io.saccade.processor.release.ReleaseMistakeException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.ModelRelease;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is asked of releases, one at a time: who has to wait can be interrupted. */
final class Releases {

  private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
  private static final int MOST_KEYS = 1000;
  private static final int MOST_PAST = 1000;

  private final ReleaseDesk desk;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  Releases(ReleaseDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  Reply models() throws HttpRefusedException, SchemaException, InterruptedException {
    return alone(
        () -> {
          ObjectNode node = JsonNodeFactory.instance.objectNode();
          ArrayNode models = node.putArray("models");
          desk.models().forEach(models::add);
          return Reply.json(200, node);
        });
  }

  Reply state(String model, Address address)
      throws HttpRefusedException, SchemaException, InterruptedException {
    List<String> keys = address.parameters("key");
    return alone(
        () -> {
          requireKnown(model);
          ModelState state = desk.state(model);
          ObjectNode node = ReleaseJson.state(state);
          if (!keys.isEmpty()) {
            node.set("keys", ReleaseJson.keys(state, keys.stream().limit(MOST_KEYS).toList()));
          }
          return Reply.json(200, node);
        });
  }

  /** The newest releases, the oldest of them first. */
  Reply history(String model) throws HttpRefusedException, SchemaException, InterruptedException {
    return alone(
        () -> {
          requireKnown(model);
          List<PastRelease> history = desk.history(model);
          ObjectNode node = JsonNodeFactory.instance.objectNode().put("model", model);
          ArrayNode releases = node.putArray("releases");
          history.stream()
              .skip(Math.max(0, history.size() - MOST_PAST))
              .forEach(past -> releases.add(ReleaseJson.past(past)));
          return Reply.json(200, node);
        });
  }

  /** What to do with the release that stands. */
  @FunctionalInterface
  interface Change {
    ModelRelease of(ReleaseChange change) throws ReleaseMistakeException;
  }

  /** Issues a release, and does not wait for what becomes of it. */
  Reply issue(String model, Body body, Change change)
      throws HttpRefusedException, SchemaException, InterruptedException {
    Issuer issuer = body.issuer(clock.instant());
    return alone(
        () -> {
          IssuedRelease issued = issued(new ReleaseChange(desk.standing(model), issuer), change);
          LOG.info(
              "released over http model={} epoch={} by=\"{}\"",
              model,
              issued.release().getEpoch(),
              issued.release().getIssuedBy());
          ObjectNode node = JsonNodeFactory.instance.objectNode();
          node.set("release", ReleaseJson.release(issued));
          node.set("overtaken", ReleaseJson.releases(desk.rivals(issued)));
          return Reply.json(202, node).with(Map.of("Location", "/v1/releases/" + model));
        });
  }

  private IssuedRelease issued(ReleaseChange stands, Change change)
      throws HttpRefusedException, SchemaException, InterruptedException {
    try {
      return desk.issue(change.of(stands));
    } catch (ReleaseMistakeException e) {
      int status =
          switch (e.mistake()) {
            case BAD_NAME, BAD_URI, BAD_PERCENT, BAD_HASH -> 400;
            case NO_RELEASE,
                NO_CANARY,
                NO_PREVIOUS,
                UNKNOWN_VERSION,
                SAME_VERSION,
                ALREADY_ANSWERING ->
                409;
          };
      throw new HttpRefusedException(status, e.mistake().name(), String.valueOf(e.getMessage()));
    } catch (NoReleaseTopicException e) {
      throw new HttpRefusedException(503, "NO_RELEASE_TOPIC", String.valueOf(e.getMessage()));
    }
  }

  /** What has to be done while nobody else asks the desk. */
  @FunctionalInterface
  private interface Work {
    Reply done() throws HttpRefusedException, SchemaException, InterruptedException;
  }

  private Reply alone(Work work)
      throws HttpRefusedException, SchemaException, InterruptedException {
    lock.lockInterruptibly();
    try {
      return work.done();
    } finally {
      lock.unlock();
    }
  }

  private void requireKnown(String model)
      throws HttpRefusedException, SchemaException, InterruptedException {
    Set<String> known = desk.models();
    if (!known.contains(model)) {
      throw new HttpRefusedException(
          404, "UNKNOWN_MODEL", "nothing is known of the model %s".formatted(model));
    }
  }
}
