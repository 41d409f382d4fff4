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
import org.jspecify.annotations.Nullable;

/** How far a call got: a failure before anything was sent is harmless to repeat. */
final class Progress {
  private volatile boolean sent;
  private volatile int status;
  private volatile boolean broken;
  private volatile @Nullable Request signed;

  /** Returns whether a call may have reached the platform; true for one that nobody watches. */
  static boolean sent(Request request) {
    Progress progress = request.tag(Progress.class);
    return progress == null || progress.sent;
  }

  /** Returns the HTTP status of the latest answer; 0 if there was none. */
  static int status(Request request) {
    Progress progress = request.tag(Progress.class);
    return progress == null ? 0 : progress.status;
  }

  /** Returns whether the connection failed while an answer was read; true if nobody watches. */
  static boolean broken(Request request) {
    Progress progress = request.tag(Progress.class);
    return progress == null || progress.broken;
  }

  private Source watching(Source wire) {
    return new ForwardingSource(wire) {
      @Override
      public long read(Buffer sink, long most) throws IOException {
        try {
          return super.read(sink, most);
        } catch (IOException failed) {
          broken = true;
          throw failed;
        }
      }
    };
  }

  /** Returns the request as it was signed last, with the headers that make it so. */
  static Request signed(Request request) {
    Progress progress = request.tag(Progress.class);
    Request signed = progress == null ? null : progress.signed;
    return signed == null ? request : signed;
  }

  /** Notes a signed request, and returns it. */
  static Request noteSigned(Request request) {
    Progress progress = request.tag(Progress.class);
    if (progress != null) {
      progress.signed = request;
    }
    return request;
  }

  /** Notes that a connection stands and the request goes out; a network interceptor. */
  static Response note(Interceptor.Chain chain) throws IOException {
    Progress progress = chain.request().tag(Progress.class);
    if (progress == null) {
      return chain.proceed(chain.request());
    }
    progress.sent = true;
    Response response = chain.proceed(chain.request());
    progress.status = response.code();
    ResponseBody body = response.body();
    Source watched = progress.watching(body.source());
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(watched), body.contentType(), body.contentLength()))
        .build();
  }
}
