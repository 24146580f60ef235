package io.saccade.processor.bundles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads single objects of any bucket. Thread-safe; close it. */
public final class S3Objects implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

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

  /**
   * The bytes of an object; one more than the limit where there are more.
   *
   * @throws StatusException if the server gives another answer
   * @throws IOException if the object did not come whole and in time
   */
  public byte[] read(String bucket, String key, int most, Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      ResponseInputStream<GetObjectResponse> in =
          client.getObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .overrideConfiguration(limits -> limits.apiCallTimeout(timeout)),
              ResponseTransformer.toInputStream());
      try {
        return read(in, most, deadline);
      } finally {
        in.abort(); // Of what came whole nothing is left; what is not wanted must not be read.
      }
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

  private static byte[] read(ResponseInputStream<GetObjectResponse> in, int most, long deadline)
      throws IOException {
    Long length = in.response().contentLength();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
    while (bytes.size() <= most) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("there was no time left");
      }
      byte[] part = in.readNBytes(Math.min(BUFFER, most + 1 - bytes.size()));
      if (part.length == 0) {
        break;
      }
      bytes.write(part);
    }
    if (length != null && bytes.size() < Math.min(length, most)) {
      throw new IOException("the object ended before its length");
    }
    return bytes.toByteArray();
  }
}
