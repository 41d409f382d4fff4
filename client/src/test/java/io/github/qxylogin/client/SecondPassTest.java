package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.HostileServer.Misdeed;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.LoginInformationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A given client's interceptor that tries again: it must not log in twice. */
class SecondPassTest {
  private static final String TWICE =
      "an interceptor of the given OkHttpClient sent the call again, although"
          + " the platform may have acted: let it call proceed once, and leave retries to this client";
  private static final String CLONED =
      "an interceptor of the given OkHttpClient sent a clone of the call, which has no deadline:"
          + " let it call proceed once, and leave retries to this client";
  private static final String LOST =
      "an interceptor of the given OkHttpClient created a new request:"
          + " change the existing one by request.newBuilder()";

  /** How an interceptor may try again. */
  enum Again {
    SAME_REQUEST(TWICE) {
      @Override
      Response again(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request());
      }
    },
    CHANGED_REQUEST(TWICE) {
      @Override
      Response again(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request().newBuilder().header("X-Retry", "1").build());
      }
    },
    OWN_REQUEST(LOST) {
      @Override
      Response again(Interceptor.Chain chain) throws IOException {
        Request first = chain.request();
        return chain.proceed(
            new Request.Builder()
                .url(first.url())
                .headers(first.headers())
                .method(first.method(), first.body())
                .build());
      }
    },
    CLONED_CALL(CLONED) {
      @Override
      Response again(Interceptor.Chain chain) throws IOException {
        return chain.call().clone().execute();
      }
    };

    private final String reason;

    Again(String reason) {
      this.reason = reason;
    }

    abstract Response again(Interceptor.Chain chain) throws IOException;

    /** Returns one that tries once more: a clone of the call comes by here too. */
    Interceptor onFailure() {
      AtomicBoolean tried = new AtomicBoolean();
      return chain -> {
        try {
          return chain.proceed(chain.request());
        } catch (IOException failed) {
          if (tried.getAndSet(true)) {
            throw failed;
          }
          return again(chain);
        }
      };
    }
  }

  static Stream<Arguments> ways() {
    return Arrays.stream(Form.values())
        .flatMap(form -> Arrays.stream(Again.values()).map(again -> Arguments.of(form, again)));
  }

  private static QixiangyunLogin client(String address, Interceptor interceptor) {
    return QixiangyunLogin.builder()
        .baseUrl(address)
        .credentials(FakePlatform.APP_KEY, FakePlatform.APP_SECRET)
        .okHttpClient(new OkHttpClient.Builder().addInterceptor(interceptor).build())
        .retries(0)
        .build();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void sendSmsCode_interceptorTriesAgain_isReadOnce(Form form, Again again) throws IOException {
    try (HostileServer server = new HostileServer(List.of(Misdeed.CLOSES));
        QixiangyunLogin login = client(server.address(), again.onFailure())) {
      ApiConnectionException rejected =
          catchThrowableOfType(ApiConnectionException.class, () -> form.send(login));

      assertThat(server.requests("sendSmsCode")).isEqualTo(1);
      assertThat(rejected)
          .hasMessage(
              "sendSmsCode received no response from "
                  + server.address()
                  + "/: "
                  + again.reason
                  + ". The platform may have acted: check before you send it again.");
      assertThat(rejected.mayHaveActed()).isTrue();
      assertThat(rejected.retryable()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void uploadSmsCode_interceptorTriesAgain_isReadOnce(Form form, Again again) throws IOException {
    try (HostileServer server = new HostileServer(List.of(Misdeed.CLOSES));
        QixiangyunLogin login = client(server.address(), again.onFailure())) {
      ApiConnectionException rejected =
          catchThrowableOfType(ApiConnectionException.class, () -> form.upload(login));

      assertThat(server.requests("uploadSmsCode")).isEqualTo(1);
      assertThat(rejected.mayHaveActed()).isTrue();
    }
  }

  private static Response closedAndSentAgain(Interceptor.Chain chain) throws IOException {
    chain.proceed(chain.request()).close();
    return chain.proceed(chain.request());
  }

  /** A response in hand does not make it harmless either, and is not lost. */
  @ParameterizedTest
  @EnumSource
  void sendSmsCode_interceptorTriesAgainAfterAResponse_isSentOnceAndHasThatResponse(Form form)
      throws IOException {
    String sent = FakePlatform.documented("sendSmsCode", "logged-in").toString();
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = client(platform.address(), SecondPassTest::closedAndSentAgain)) {
      platform.respond("sendSmsCode", sent);

      InvalidResponseException failed =
          catchThrowableOfType(InvalidResponseException.class, () -> form.send(login));

      assertThat(failed.responseBody()).hasValue(sent);
      assertThat(failed.mayHaveActed()).isTrue();
      assertThat(failed)
          .hasMessageStartingWith(
              "sendSmsCode returned a complete response, but the call then failed: "
                  + TWICE
                  + " (HTTP 200")
          .hasMessageEndingWith(" The platform may have acted: check before you send it again.");
      assertThat(platform.requests("sendSmsCode")).hasSize(1);
    }
  }

  @Test
  void sendSmsCode_interceptorRetriesAfterAnError_isThatError() throws IOException {
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = client(platform.address(), SecondPassTest::closedAndSentAgain)) {
      platform.respond("sendSmsCode", FakePlatform.errorResponse("4038", ""));

      assertThatThrownBy(() -> Form.BLOCKING.send(login))
          .isInstanceOf(LoginInformationException.class);

      assertThat(platform.requests("sendSmsCode")).hasSize(1);
    }
  }

  /** The second begins while the first waits for its response. */
  @Test
  void sendSmsCode_interceptorSendsACloneBesideIt_isSentOnce() throws IOException {
    AtomicReference<Call> first = new AtomicReference<>();
    AtomicReference<Throwable> second = new AtomicReference<>();
    Interceptor noting =
        chain -> {
          // Before the call of the token, which comes by here too.
          first.compareAndSet(null, chain.call());
          return chain.proceed(chain.request());
        };
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = client(platform.address(), noting)) {
      String sent = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
      platform.respond(
          "sendSmsCode",
          any -> {
            if (second.get() == null) {
              second.set(new AssertionError("the clone arrived"));
              second.set(catchThrowable(() -> first.get().clone().execute().close()));
            }
            return FakePlatform.json(sent);
          });

      assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();

      assertThat(second.get()).isInstanceOf(IOException.class).hasMessage(CLONED);
      assertThat(platform.requests("sendSmsCode")).hasSize(1);
    }
  }

  /** How an interceptor may send a call beside itself. */
  enum Beside {
    PROCEEDS(TWICE) {
      @Override
      Response send(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request());
      }
    },
    CLONES(CLONED) {
      @Override
      Response send(Interceptor.Chain chain) throws IOException {
        return chain.call().clone().execute();
      }
    };

    private final String reason;

    Beside(String reason) {
      this.reason = reason;
    }

    abstract Response send(Interceptor.Chain chain) throws IOException;
  }

  /** Nothing is sent yet: the token would let both go. */
  @ParameterizedTest
  @EnumSource
  void sendSmsCode_sentBesideItselfWhileItWaitsForItsToken_isSentOnce(Beside beside)
      throws IOException {
    AtomicReference<Interceptor.Chain> first = new AtomicReference<>();
    AtomicReference<Throwable> second = new AtomicReference<>();
    Interceptor noting =
        chain -> {
          first.compareAndSet(null, chain);
          return chain.proceed(chain.request());
        };
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = client(platform.address(), noting)) {
      platform.respond(
          "fetchToken",
          any -> {
            ExecutorService hedging = Executors.newSingleThreadExecutor();
            Future<Response> other = hedging.submit(() -> beside.send(first.get()));
            second.set(catchThrowable(() -> other.get(20, TimeUnit.SECONDS).close()));
            hedging.shutdown();
            return FakePlatform.json(FakePlatform.issued("token", 86400000));
          });

      assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();

      assertThat(second.get())
          .isInstanceOf(ExecutionException.class)
          .cause()
          .hasMessage(beside.reason);
      assertThat(platform.requests("sendSmsCode")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void checkSession_interceptorSendsAClone_isRejectedUnsent(Form form) throws IOException {
    String check = FakePlatform.CONTRACT.operation("checkSession").path();
    AtomicBoolean cloned = new AtomicBoolean();
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login =
            client(
                platform.address(),
                chain -> {
                  boolean checks = chain.request().url().encodedPath().equals(check);
                  return checks && !cloned.getAndSet(true)
                      ? chain.call().clone().execute()
                      : chain.proceed(chain.request());
                })) {
      assertThatThrownBy(() -> form.check(login))
          .isInstanceOf(ApiConnectionException.class)
          .hasMessageContaining(CLONED);

      assertThat(platform.requests("checkSession")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void checkSession_interceptorTriesAgain_isSentAgain(Form form) throws IOException {
    MockResponse broken = new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = client(platform.address(), Again.SAME_REQUEST.onFailure())) {
      String valid = FakePlatform.documented("checkSession", "valid").toString();
      platform.respond("checkSession", broken, FakePlatform.json(valid));

      assertThat(form.check(login).isSessionHeld()).isTrue();
      assertThat(platform.requests("checkSession")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_firstPassHadNoToken_goesAgain(Form form) throws IOException {
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = client(platform.address(), Again.SAME_REQUEST.onFailure())) {
      platform.respond(
          "fetchToken",
          FakePlatform.errorResponse("504001", ""),
          FakePlatform.issued("second", 86400000));

      assertThat(form.send(login).smsSent()).isPresent();
      assertThat(platform.requests("sendSmsCode")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_rejectedBeforeActing_goesAgain(Form form) throws IOException {
    Interceptor patient =
        chain -> {
          Response response = chain.proceed(chain.request());
          if (!response.peekBody(99).string().contains("505001")) {
            return response;
          }
          response.close();
          return chain.proceed(chain.request());
        };
    try (FakePlatform platform = new FakePlatform();
        QixiangyunLogin login = client(platform.address(), patient)) {
      platform.respond(
          "sendSmsCode",
          FakePlatform.errorResponse("505001", ""),
          FakePlatform.documented("sendSmsCode", "sms-sent").toString());

      assertThat(form.send(login).smsSent()).isPresent();
      assertThat(platform.requests("sendSmsCode")).hasSize(2);
    }
  }
}
