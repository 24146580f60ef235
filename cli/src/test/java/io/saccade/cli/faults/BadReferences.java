package io.saccade.cli.faults;

import io.saccade.model.ErrorCode;
import io.saccade.schemas.avro.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * References to what cannot be fetched, for every reason that there is; and how some are mended.
 */
final class BadReferences {

  /** A folder beside that of the good images. */
  private static final String ODD = "odd/";

  private static final String NONE = ODD + "none.jpg";
  private static final String AWAY = ODD + "away.jpg";
  private static final String STALLS = ODD + "stalls.jpg";

  private final ReferenceStage stage;
  private final List<Bad> all = new ArrayList<>();

  /**
   * One of them.
   *
   * @param code what its event fails with
   */
  record Bad(ErrorCode code, ImageReference reference) {}

  private BadReferences(ReferenceStage stage) {
    this.stage = stage;
  }

  /** Makes all that they refer to be as it must be. */
  static BadReferences of(ReferenceStage stage) throws Exception {
    BadReferences bad = new BadReferences(stage);
    bad.forbidden();
    bad.unfit();
    bad.missing();
    return bad;
  }

  List<Bad> all() {
    return all;
  }

  /** Puts the images where they were missed, and sees to the host. */
  void mend() throws Exception {
    Files.copy(good(), stage.images().resolve(NONE));
    Files.createDirectories(stage.bucket().resolve(ODD));
    Files.copy(good(), stage.bucket().resolve(NONE));
    stage.host().mend(AWAY);
    stage.host().mend(STALLS);
  }

  /** How many of them {@link #mend} mends. */
  long mended() {
    return all.stream()
        .map(Bad::code)
        .filter(code -> code == ErrorCode.URI_NOT_FOUND || code == ErrorCode.URI_UNAVAILABLE)
        .count();
  }

  private void forbidden() throws Exception {
    Path outside = stage.images().resolveSibling("outside.jpg");
    Files.copy(good(), outside);
    Path odd = Files.createDirectories(stage.images().resolve(ODD));
    Files.createSymbolicLink(odd.resolve("link.jpg"), outside);
    String good = stage.served(stage.host(), 0);
    add(ErrorCode.URI_SCHEME, "ftp://images.example.com/1.jpg");
    add(ErrorCode.URI_HOST, "https://images.example.com/1.jpg");
    add(ErrorCode.URI_HOST, outside.toUri().toString());
    add(ErrorCode.URI_HOST, odd.resolve("link.jpg").toUri().toString());
    add(ErrorCode.URI_HOST, "s3://others/1.jpg");
    // The same server by a name that is listed, but not as one that may be internal.
    add(ErrorCode.URI_ADDRESS, good.replace("127.0.0.1", "localhost"));
    stage.host().answer(ODD + "redirect.jpg", 302);
    add(ErrorCode.URI_REDIRECT, served(ODD + "redirect.jpg"));
  }

  private void unfit() throws Exception {
    Path odd = stage.images().resolve(ODD);
    Files.write(odd.resolve("large.jpg"), new byte[ReferenceStage.MAX_BYTES + 1]);
    add(ErrorCode.URI_TOO_LARGE, served(ODD + "large.jpg"));
    String text = "not an image";
    Files.writeString(odd.resolve("text.jpg"), text);
    String digest = Verifier.digest(text.getBytes(StandardCharsets.UTF_8));
    all.add(
        new Bad(ErrorCode.IMAGE_UNSUPPORTED, new ImageReference(served(ODD + "text.jpg"), digest)));
    add(ErrorCode.URI_HASH, served(ODD + "text.jpg"));
  }

  private void missing() throws Exception {
    add(ErrorCode.URI_NOT_FOUND, served(NONE));
    add(ErrorCode.URI_NOT_FOUND, stage.images().resolve(NONE).toUri().toString());
    add(ErrorCode.URI_NOT_FOUND, "s3://%s/%s".formatted(ReferenceStage.BUCKET, NONE));
    Files.copy(good(), stage.images().resolve(AWAY));
    stage.host().answer(AWAY, 503);
    add(ErrorCode.URI_UNAVAILABLE, served(AWAY));
    Files.copy(good(), stage.images().resolve(STALLS));
    stage.host().answer(STALLS, ImageHost.NEVER);
    add(ErrorCode.URI_UNAVAILABLE, served(STALLS));
  }

  private void add(ErrorCode code, String uri) throws Exception {
    all.add(new Bad(code, stage.reference(uri, 0)));
  }

  private String served(String path) {
    return stage.host().at(path).toString();
  }

  private Path good() {
    return stage.image(0);
  }
}
