package io.github.qxylogin.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean sent;
  private volatile int status;
  private volatile boolean broken;
  private volatile @Nullable Request signed;

  /** Returns the progress of a call; of one that nobody watches, the worst is assumed. */
  static Progress of(Request request) {
    Progress progress = request.tag(Progress.class);
    return progress == null ? unwatched() : progress;
  }

  private static Progress unwatched() {
    Progress progress = new Progress();
    progress.sent = true;
    progress.broken = true;
    return progress;
  }

  /** Notes that the request is about to go out, perhaps again: what went before did nothing. */
  void begin() {
    attempts.incrementAndGet();
    sent = false;
    status = 0;
    broken = false;
  }

  /** Returns how often the request went out or tried to. */
  int attempts() {
    return attempts.get();
  }

  /** Returns whether the latest request may have reached the platform. */
  boolean sent() {
    return sent;
  }

  /** Returns the HTTP status of the latest answer; 0 if there was none. */
  int status() {
    return status;
  }

  /** Returns whether the connection failed while the latest answer was read. */
  boolean broken() {
    return broken;
  }

  /** Returns the request as it was signed last, with the headers that make it so. */
  static Request signed(Request request) {
    Request signed = of(request).signed;
    return signed == null ? request : signed;
  }

  /** Notes a signed request, and returns it. */
  static Request noteSigned(Request request) {
    of(request).signed = request;
    return request;
  }

  /** Notes that a connection stands and the request goes out; a network interceptor. */
  static Response note(Interceptor.Chain chain) throws IOException {
    Progress progress = of(chain.request());
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
}
