package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Logs each attempt: at DEBUG a line with method, path, status, code, request id and time; at TRACE
 * both bodies with masked secrets.
 */
public final class LoggingInterceptor implements Interceptor {
  private static final int NANOS_A_MILLI = 1_000_000;

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
    String line = request.method() + " " + request.url().encodedPath();
    long start = System.nanoTime();
    try {
      Response response = chain.proceed(request);
      BufferedBody body = CallInfo.of(request).guard.received();
      LOG.debug(
          "{}: HTTP {}, code {}, reqId {}, {} ms",
          line,
          response.code(),
          mask.maskCode(body.envelope().code().orElse(null), request),
          mask.mask(body.envelope().reqId().orElse(null), request),
          (System.nanoTime() - start) / NANOS_A_MILLI);
      if (LOG.isTraceEnabled()) {
        FixedRequestBody sent = FixedRequestBody.of(request);
        LOG.trace("{}: sent {}", line, masked(sent.json(), sent.contentLength(), request));
        LOG.trace("{}: received {}", line, masked(body.tree(), body.raw.contentLength(), request));
      }
      return response;
    } catch (IOException failed) {
      String reason = mask.mask(failed.getMessage(), request);
      LOG.debug(
          "{}: no response ({}), {} ms", line, reason, (System.nanoTime() - start) / NANOS_A_MILLI);
      throw failed;
    }
  }

  /** Hides a body without JSON: it has no members to mask. */
  private @Nullable String masked(JsonNode body, long bytes, Request request) {
    return body.isMissingNode() ? bytes + " bytes that are no JSON" : mask.mask(body, request);
  }
}
