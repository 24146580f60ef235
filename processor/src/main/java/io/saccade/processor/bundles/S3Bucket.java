package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads objects of one bucket, within limits of bytes and of time. Amazon's client tries again by
 * itself what may pass. Close it.
 */
final class S3Bucket implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final String bucket;
  private final FetchTimes times;
  private final long deadline;
  private final S3Client client;

  /** Opens the bucket: the overall time begins to run. */
  S3Bucket(String bucket, S3Settings settings, FetchTimes times) throws BundleRefusedException {
    this.bucket = bucket;
    this.times = times;
    this.deadline = System.nanoTime() + times.overall().toNanos();
    try {
      this.client = client(settings, times);
    } catch (SdkException e) {
      throw refused(e);
    }
  }

  /** A request to the bucket. */
  private interface Request<T> {
    T send() throws IOException, BundleRefusedException;
  }

  /**
   * The keys that begin with a prefix, and how many bytes are there; without what only stands for
   * folders.
   *
   * @param most how many are wanted at most; one more may come
   */
  SortedMap<String, Long> list(String prefix, int most)
      throws BundleRefusedException, InterruptedException {
    return send(
        () -> {
          SortedMap<String, Long> sizes = new TreeMap<>();
          String next = null;
          do {
            requireTime();
            String token = next;
            ListObjectsV2Response page =
                client.listObjectsV2(
                    request -> request.bucket(bucket).prefix(prefix).continuationToken(token));
            for (S3Object object : page.contents()) {
              if (!object.key().endsWith("/")) {
                sizes.put(object.key(), object.size());
              }
            }
            next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
          } while (next != null && sizes.size() <= most);
          return sizes;
        });
  }

  /** The bytes of an object; {@code MODEL_FORMAT} where there are more than the limit. */
  byte[] bytes(String key, int most) throws BundleRefusedException, InterruptedException {
    return send(
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          copy(key, bytes, most);
          return bytes.toByteArray();
        });
  }

  /** Copies an object; {@code MODEL_FORMAT} where there is more than the limit. */
  void copyTo(OutputStream out, String key, long most)
      throws BundleRefusedException, InterruptedException {
    send(
        () -> {
          copy(key, out, most);
          return key;
        });
  }

  @Override
  public void close() {
    client.close();
  }

  private void copy(String key, OutputStream out, long most)
      throws IOException, BundleRefusedException {
    requireTime();
    ResponseInputStream<GetObjectResponse> in =
        client.getObject(
            request -> request.bucket(bucket).key(key), ResponseTransformer.toInputStream());
    boolean complete = false;
    try {
      byte[] buffer = new byte[BUFFER];
      long copied = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        copied += read;
        if (copied > most) {
          throw Refused.tooLarge("s3://" + bucket + "/" + Refused.shown(key), most);
        }
        requireTime();
        out.write(buffer, 0, read);
      }
      complete = true;
    } finally {
      // What is not wanted must not be read to its end, which closing alone would do.
      if (complete) {
        in.close();
      } else {
        in.abort();
      }
    }
  }

  private <T> T send(Request<T> request) throws BundleRefusedException, InterruptedException {
    try {
      return request.send();
    } catch (AbortedException e) {
      throw interrupted(e);
    } catch (SdkException e) {
      throw refused(e);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw interrupted(e);
      }
      throw Refused.place(
          "Reading from s3://%s failed: %s.".formatted(bucket, Refused.reason(e)), e);
    }
  }

  private static InterruptedException interrupted(Exception e) {
    // The client leaves the flag set; the exception takes its place.
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException("while reading from S3");
    interrupted.initCause(e);
    return interrupted;
  }

  private void requireTime() throws BundleRefusedException {
    if (System.nanoTime() - deadline > 0) {
      throw Refused.place(
          "s3://%s did not give the bundle within %d s."
              .formatted(bucket, times.overall().toSeconds()));
    }
  }

  private BundleRefusedException refused(SdkException e) {
    String why = Refused.reason(e);
    if (e instanceof S3Exception answer) {
      why =
          switch (answer.statusCode()) {
            case 403 ->
                "the credentials do not let us read it; they need s3:GetObject and s3:ListBucket";
            case 404 -> "there is no such bucket or object";
            case 301, 307 -> "it is in another region; set bundle.s3.region";
            default -> why;
          };
      why += " (HTTP %d)".formatted(answer.statusCode());
    } else if (e instanceof SdkClientException && why.contains("credentials")) {
      why = "no credentials were found in the environment, a profile, or the role of the machine";
    }
    return new BundleRefusedException(
        RefusalCode.BUNDLE_PATH, "s3://%s cannot be read: %s.".formatted(bucket, why), e);
  }

  static S3Client client(S3Settings settings, FetchTimes times) {
    S3ClientBuilder builder =
        S3Client.builder()
            .forcePathStyle(settings.pathStyle())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(times.connect())
                    .socketTimeout(times.connect()))
            .overrideConfiguration(limits -> limits.apiCallTimeout(times.overall()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    // Other servers than Amazon's hardly care, but the client does.
    settings
        .region()
        .or(() -> settings.endpoint().map(unused -> "us-east-1"))
        .map(Region::of)
        .ifPresent(builder::region);
    return builder.build();
  }
}
