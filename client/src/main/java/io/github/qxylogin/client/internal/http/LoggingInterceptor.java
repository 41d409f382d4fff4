package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Logs each request that goes out: at DEBUG a line with method, path, status, code, request id and
 * time; at TRACE both bodies too, every sensitive value masked.
 */
public final class LoggingInterceptor implements Interceptor {
  private final ApiContract contract;
  private final SecretMask mask;
  private final ObjectMapper json;

  public LoggingInterceptor(ApiContract contract, SecretMask mask, ObjectMapper json) {
    this.contract = contract;
    this.mask = mask;
    this.json = json;
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
        byte[] sent = FixedRequestBody.bytes(request);
        LOG.trace("{}: sent {}", line(request), masked(sent, request));
        LOG.trace("{}: got {}", line(request), masked(BufferedBody.of(response).raw(), request));
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
    Optional<Envelope> envelope = Optional.ofNullable(BufferedBody.of(response).envelope());
    String code = envelope.flatMap(Envelope::code).orElse(null);
    boolean listed = code != null && contract.lists(code);
    return String.format(
        "HTTP %d, code %s, reqId %s",
        response.code(),
        listed ? code : masked(code, request),
        masked(envelope.flatMap(Envelope::reqId).orElse(null), request));
  }

  private @Nullable String masked(@Nullable String text, Request request) {
    return mask.mask(text, request);
  }

  /** What is no JSON has no members to mask, so that it is not shown. */
  private String masked(byte[] body, Request request) {
    try {
      return mask.mask(json.readTree(body), request);
    } catch (IOException noJson) {
      return body.length + " bytes that are no JSON";
    }
  }
}
