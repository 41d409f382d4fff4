package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads each answer to its end, so that one that breaks off fails here, where it may be asked for
 * again. Lets none fill the memory, and tells one that cannot be unpacked from one that did not
 * come.
 */
final class WholeAnswers implements Interceptor {
  /** Unpacked. The cookies of a login are a few kilobytes. */
  static final long LONGEST_BYTES = 4 * 1024 * 1024;

  private static final long CHUNK = 8 * 1024;

  private final ObjectReader envelopes;

  WholeAnswers(ObjectMapper json) {
    envelopes = json.readerFor(Envelope.class);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Progress progress = Progress.of(chain.request());
    progress.begin();
    try (Response response = chain.proceed(chain.request())) {
      ResponseBody body = response.body();
      if (body.contentLength() > LONGEST_BYTES) {
        throw tooLong();
      }
      Buffer bytes = read(body.source(), progress);
      WholeBody whole = new WholeBody(body.contentType(), bytes, envelope(bytes));
      return response.newBuilder().body(whole).build();
    }
  }

  private static Buffer read(BufferedSource source, Progress progress) throws IOException {
    Buffer bytes = new Buffer();
    try {
      while (source.read(bytes, CHUNK) != -1) {
        if (bytes.size() > LONGEST_BYTES) {
          throw tooLong();
        }
      }
      return bytes;
    } catch (UnreadableBodyException tooLong) {
      throw tooLong;
    } catch (IOException failed) {
      // An answer that arrives well and cannot be read was packed wrongly.
      throw progress.broken()
          ? failed
          : new UnreadableBodyException("a body that is not packed as its headers say", null, null);
    }
  }

  private static IOException tooLong() {
    return new UnreadableBodyException("more than " + LONGEST_BYTES + " bytes", null, null);
  }

  private @Nullable Envelope envelope(Buffer bytes) {
    try (InputStream start = bytes.peek().inputStream()) {
      return envelopes.readValue(start);
    } catch (IOException noEnvelope) {
      return null;
    }
  }
}
