package io.github.qxylogin.mock.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import io.github.qxylogin.mock.text.Message;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response as HTTP sends it.
 *
 * @param status the HTTP status
 * @param headers by name, Content-Type among them
 * @param body the bytes
 * @param fault the fault on the wire
 * @param json the body with its messages, which {@link #in} writes in a language; null if none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record MockResponse(
    int status,
    Map<String, String> headers,
    byte[] body,
    TransportFault fault,
    @Nullable Object json) {
  private static final Map<Locale, ObjectMapper> JSON =
      Map.of(Message.ENGLISH, mapper(Message.ENGLISH), Locale.CHINESE, mapper(Locale.CHINESE));

  public MockResponse(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, TransportFault.NONE, null);
  }

  public static MockResponse of(ChosenResponse chosen) {
    MockResponse response = of(chosen, bytes(chosen.body(), Message.ENGLISH));
    return chosen.contentType().equals(ChosenResponse.PROBLEM)
        ? response.withJson(chosen.body())
        : response;
  }

  /** Returns the response with a body that is already serialized. */
  public static MockResponse of(ChosenResponse chosen, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", chosen.contentType());
    headers.put("X-Mock-Case", chosen.caseName());
    headers.put("X-Mock-Evidence", chosen.evidence().key());
    headers.putAll(chosen.headers());
    return new MockResponse(chosen.status(), headers, body);
  }

  public static MockResponse json(int status, Object body) {
    return json(status, ChosenResponse.JSON, body);
  }

  static MockResponse json(int status, String contentType, Object body) {
    return of(status, contentType, bytes(body, Message.ENGLISH)).withJson(body);
  }

  public static MockResponse of(int status, String contentType, byte[] body) {
    return new MockResponse(status, Map.of("Content-Type", contentType), body);
  }

  /** Returns a problem of the control API, without a type of its own. */
  public static MockResponse problem(int status, String key, Object... arguments) {
    Message detail = Message.of(key, arguments);
    return problem(status, Message.of(key + ".title"), detail, List.of());
  }

  /** Returns such a problem with the names that exist, in place of an unknown one. */
  public static MockResponse problem(
      int status, Message title, Message detail, List<String> available) {
    return json(
        status,
        ChosenResponse.PROBLEM,
        Problem.document("about:blank", status, title, detail, available));
  }

  /** Returns the same with its messages in the language of a call. */
  public MockResponse inLanguageOf(MockRequest request) {
    return json == null ? this : in(request.language());
  }

  /** Returns the same with its messages in a language. */
  public MockResponse in(Locale language) {
    return json == null || language.equals(Message.ENGLISH)
        ? this
        : withBody(bytes(json, language)).with("Content-Language", language.getLanguage());
  }

  private MockResponse withJson(Object body) {
    return new MockResponse(status, headers, this.body, fault, body);
  }

  public MockResponse with(String header, String value) {
    return with(Map.of(header, value));
  }

  public MockResponse with(Map<String, String> moreHeaders) {
    // A copy would resize its table.
    Map<String, String> all = new LinkedHashMap<>();
    all.putAll(headers);
    all.putAll(moreHeaders);
    return new MockResponse(status, all, body, fault, json);
  }

  /** Returns the same with another status. */
  public MockResponse with(int otherStatus) {
    return new MockResponse(otherStatus, headers, body, fault, json);
  }

  public MockResponse withBody(byte[] other) {
    return new MockResponse(status, headers, other, fault, null);
  }

  /** Returns the same with a fault on the wire. */
  public MockResponse withFault(TransportFault fault) {
    return new MockResponse(status, headers, body, fault, json);
  }

  /** Returns the response that reaches the caller; status 0 if it is lost. */
  public MockResponse received() {
    return fault.losesResponse() ? new MockResponse(0, Map.of(), new byte[0]) : this;
  }

  /** Returns the same with half of its body and the length of the whole. */
  public MockResponse truncated() {
    return withBody(Arrays.copyOf(body, body.length / 2))
        .with("Content-Length", Integer.toString(body.length));
  }

  private static ObjectMapper mapper(Locale language) {
    return new ObjectMapper()
        .registerModule(
            new SimpleModule()
                .addSerializer(
                    new ToStringSerializerBase(Message.class) {
                      private static final long serialVersionUID = 1;

                      @Override
                      public String valueToString(Object message) {
                        return ((Message) message).in(language);
                      }
                    }));
  }

  private static byte[] bytes(Object body, Locale language) {
    try {
      return JSON.get(language).writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a response cannot be written as JSON", impossible);
    }
  }

  /**
   * A fault on the wire.
   *
   * @param delay before the response is sent; holds no thread
   * @param kind how the response is lost or dribbled; null if it is not
   * @param chunks the number of parts of a dribbled body: the first is sent immediately
   * @param dribble the time from the first to the last part
   */
  public record TransportFault(
      Duration delay, @Nullable FaultKind kind, int chunks, Duration dribble) {
    private static final TransportFault NONE =
        new TransportFault(Duration.ZERO, null, 0, Duration.ZERO);

    /** Returns the time that the fault adds to the response. */
    public Duration lateness() {
      return delay.plus(dribble);
    }

    /** Returns whether nothing reaches the caller. */
    public boolean losesResponse() {
      return kind == FaultKind.CONNECTION_RESET || kind == FaultKind.EMPTY_RESPONSE;
    }
  }
}
