package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Lets no answer fill the memory: Retrofit buffers errors whole, and the JSON is read whole. Tells
 * an answer that cannot be unpacked from one that did not come.
 */
final class BoundedAnswers implements Interceptor {
  /** Unpacked. The cookies of a login are a few kilobytes. */
  static final long LONGEST_BYTES = 4 * 1024 * 1024;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    if (body.contentLength() > LONGEST_BYTES) {
      response.close();
      throw tooLong();
    }
    Source bounded = new BoundedSource(body.source(), response.request());
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(bounded), body.contentType(), body.contentLength()))
        .build();
  }

  private static IOException tooLong() {
    return new UnreadableBodyException("more than " + LONGEST_BYTES + " bytes", null, null);
  }

  private static final class BoundedSource extends ForwardingSource {
    private final Request request;
    private long read;

    BoundedSource(Source whole, Request request) {
      super(whole);
      this.request = request;
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
      long count = unpacked(sink, most);
      read += Math.max(count, 0);
      if (read > LONGEST_BYTES) {
        throw tooLong();
      }
      return count;
    }

    /** An answer that arrives well and cannot be read was packed wrongly. */
    private long unpacked(Buffer sink, long most) throws IOException {
      try {
        return super.read(sink, most);
      } catch (IOException failed) {
        throw Progress.broken(request)
            ? failed
            : new UnreadableBodyException(
                "a body that is not packed as its headers say", null, null);
      }
    }
  }
}
