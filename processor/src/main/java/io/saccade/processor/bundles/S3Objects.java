package io.saccade.processor.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads single objects of any bucket. Thread-safe; close it. */
public final class S3Objects implements AutoCloseable {

  private final S3Client client;

  /** The server has answered, but not with the object. */
  public static final class StatusException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    StatusException(int status, Throwable cause) {
      super("the server answered HTTP " + status, cause);
      this.status = status;
    }

    /** The status of the answer, as of HTTP. */
    public int status() {
      return status;
    }
  }

  /**
   * Prepares a client; nothing is asked yet.
   *
   * @throws IOException if region or credentials are missing
   */
  public S3Objects(S3Settings settings, FetchTimes times) throws IOException {
    try {
      this.client = S3Bucket.client(settings, times);
    } catch (SdkException e) {
      throw new IOException(Refused.reason(e), e);
    }
  }

  /** An object that comes. */
  public static final class Opened implements AutoCloseable {

    private final ResponseInputStream<GetObjectResponse> in;

    private Opened(ResponseInputStream<GetObjectResponse> in) {
      this.in = in;
    }

    /** Its bytes. */
    public InputStream in() {
      return in;
    }

    /** How many there are; negative where the server does not say. */
    public long length() {
      Long length = in.response().contentLength();
      return length == null ? -1 : length;
    }

    /** Ends the connection: of what came whole nothing is left, and the rest must not be read. */
    @Override
    public void close() {
      in.abort();
    }
  }

  /**
   * Opens an object; whoever does closes it, from any thread.
   *
   * @param timeout until it begins to come
   * @throws StatusException if the server gives another answer
   * @throws IOException if it did not begin in time
   */
  public Opened open(String bucket, String key, Duration timeout) throws IOException {
    try {
      return new Opened(
          client.getObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .overrideConfiguration(limits -> limits.apiCallTimeout(timeout)),
              ResponseTransformer.toInputStream()));
    } catch (S3Exception e) {
      throw new StatusException(e.statusCode(), e);
    } catch (SdkException e) {
      throw new IOException(Refused.reason(e), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
