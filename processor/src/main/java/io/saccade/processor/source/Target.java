package io.saccade.processor.source;

import java.net.URI;
import java.nio.file.Path;

/** Where an image lies, within the rules. */
sealed interface Target {

  /** Whose outage keeps it from being fetched. */
  String host();

  /** The address for people: without its query, which may hold a secret. */
  String shown();

  /** On a server of http or https. */
  record Web(URI uri, String host, String name, boolean internal) implements Target {

    /** Whether nobody on the way can read or change it. */
    boolean isSecret() {
      return host.startsWith("https:");
    }

    @Override
    public String shown() {
      return Shown.of(host + uri.getRawPath());
    }
  }

  /** In a folder: each of those listed may be a disk, or a server, of its own. */
  record OnDisk(Path path, Path root) implements Target {
    @Override
    public String host() {
      return "file:" + root;
    }

    @Override
    public String shown() {
      return Shown.of(path.toString());
    }
  }

  /** In a bucket of S3. */
  record InABucket(String bucket, String key) implements Target {
    @Override
    public String host() {
      return "s3://" + bucket;
    }

    @Override
    public String shown() {
      return Shown.of(host() + "/" + key);
    }
  }
}
