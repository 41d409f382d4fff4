package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Logs each request that goes out: at DEBUG a line with method, path, status, code, request id and
 * time; at TRACE both bodies too, every sensitive value masked.
 */
public final class LoggingInterceptor implements Interceptor {
  private final SecretMask mask;

  public LoggingInterceptor(SecretMask mask) {
    this.mask = mask;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!LOG.isDebugEnabled()) {
      return chain.proceed(request);
    }
    long start = System.nanoTime();
    try {
      Response response = chain.proceed(request);
      LOG.debug("{}: {}, {} ms", line(request), answer(response, request), since(start));
      if (LOG.isTraceEnabled()) {
        ResponseBody body = response.body();
        byte[] sent = FixedRequestBody.bytes(request);
        LOG.trace(
            "{}: sent {}",
            line(request),
            masked(FixedRequestBody.json(request), sent.length, request));
        LOG.trace(
            "{}: got {}",
            line(request),
            masked(BufferedBody.of(response).tree(), body.contentLength(), request));
      }
      return response;
    } catch (IOException failed) {
      String reason = mask.mask(failed.getMessage(), request);
      LOG.debug("{}: no answer ({}), {} ms", line(request), reason, since(start));
      throw failed;
    }
  }

  private static String line(Request request) {
    return request.method() + " " + request.url().encodedPath();
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private String answer(Response response, Request request) {
    Envelope envelope = BufferedBody.of(response).envelope();
    return String.format(
        "HTTP %d, code %s, reqId %s",
        response.code(),
        mask.maskCode(envelope.code().orElse(null), request),
        mask.mask(envelope.reqId().orElse(null), request));
  }

  /** What is no JSON has no members to mask, so that it is not shown. */
  private String masked(JsonNode body, long bytes, Request request) {
    return body.isMissingNode() ? bytes + " bytes that are no JSON" : mask.mask(body, request);
  }
}
