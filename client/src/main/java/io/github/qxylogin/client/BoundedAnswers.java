package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Lets no answer fill the memory: Retrofit buffers errors whole, and the JSON is read whole. */
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
    Source bounded = new BoundedSource(body.source());
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(bounded), body.contentType(), body.contentLength()))
        .build();
  }

  private static IOException tooLong() {
    return new UnreadableBodyException("more than " + LONGEST_BYTES + " bytes", null, null);
  }

  private static final class BoundedSource extends ForwardingSource {
    private long read;

    BoundedSource(Source whole) {
      super(whole);
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
      long count = super.read(sink, most);
      read += Math.max(count, 0);
      if (read > LONGEST_BYTES) {
        throw tooLong();
      }
      return count;
    }
  }
}
