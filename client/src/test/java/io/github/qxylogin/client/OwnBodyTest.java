package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.spi.CallOptions;
import io.github.qxylogin.client.types.Password;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.Call;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.Headers;
import retrofit2.http.Multipart;
import retrofit2.http.POST;
import retrofit2.http.Part;

/** Bodies of calls that the contract does not describe. */
@Isolated
class OwnBodyTest {
  private static final String PATH = "/v2/public/invoice/apply";
  private static final String CANARY = "canary-4711";

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  interface OwnApi {
    @POST("v2/public/invoice/apply")
    Call<ResponseBody> model(@Body Object model);

    @Headers("Content-Type: application/json")
    @POST("v2/public/invoice/apply")
    Call<ResponseBody> typedModel(@Body Object model);

    @CallOptions(sensitive = "X-Own-Secret")
    @POST("v2/public/invoice/apply")
    Call<ResponseBody> header(@Header("x-own-secret") String secret, @Body Object model);

    @Multipart
    @POST("v2/public/invoice/apply")
    Call<ResponseBody> part(@Part("meta") Map<String, Object> model);
  }

  record Amounts(
      @JsonProperty("single") float single,
      @JsonProperty("twice") double twice,
      @JsonProperty("exact") BigDecimal exact) {}

  @BeforeEach
  void respond() {
    platform.respond(PATH, FakePlatform.errorResponse("2000", ""));
  }

  private String sent() {
    return platform.requests(PATH).get(0).getBody().snapshot().utf8();
  }

  private static Map<String, Object> with(Password password) {
    return new TreeMap<>(Map.of("pw", password));
  }

  /** Writes each model as XML, without a look at it. */
  private static final class XmlConverters extends Converter.Factory {
    @Override
    public Converter<?, RequestBody> requestBodyConverter(
        Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
      return model -> RequestBody.create("<xml/>", MediaType.get("application/xml"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void callFactory_converterOfAnotherRetrofit_writesTheBody(RawForm form) throws Throwable {
    OwnApi other =
        new Retrofit.Builder()
            .baseUrl(platform.address())
            .callFactory(login.callFactory())
            .addConverterFactory(new XmlConverters())
            .build()
            .create(OwnApi.class);

    form.of(other.model(Map.of("a", 1)));

    RecordedRequest request = platform.requests(PATH).get(0);
    assertThat(request.getHeader("Content-Type")).startsWith("application/xml");
    assertThat(sent()).isEqualTo("<xml/>");
  }

  @Test
  void api_contentTypeOfTheMethod_sendsTheModel() throws Exception {
    login.api(OwnApi.class).typedModel(Map.of("a", 1)).execute();

    assertThat(platform.requests(PATH).get(0).getHeader("Content-Type"))
        .isEqualTo(FixedRequestBody.JSON_UTF8.toString());
    assertThat(sent()).isEqualTo("{\"a\":1}");
  }

  @Test
  void api_modelAsPart_isRejected() {
    assertThatThrownBy(() -> login.api(OwnApi.class).part(Map.of("a", 1)).execute())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Could not locate RequestBody converter for java.util.Map");
    assertThat(platform.requests(PATH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1e10, 1.10", "16777216, 0.1, 123456789012345678901234567890"})
  void api_numbersOfAModel_areSentAsTheModelHasThem(float single, double twice, BigDecimal exact)
      throws Exception {
    login.api(OwnApi.class).model(new Amounts(single, twice, exact)).execute();

    assertThat(sent())
        .isEqualTo("{\"single\":%s,\"twice\":%s,\"exact\":%s}".formatted(single, twice, exact));
  }

  @Test
  void api_passwordThatIsNotEncrypted_isRejectedUnquoted() {
    Call<ResponseBody> call = login.api(OwnApi.class).model(with(Password.encrypted(CANARY)));

    assertThatThrownBy(call::execute)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The request's password is not Base64 of whole RSA blocks of 128 bytes:"
                + " set it with Password.of, and the client encrypts it. Nothing was sent.");
    assertThat(platform.requests(PATH)).isEmpty();
  }

  @Test
  void call_encryptedPasswordAtTrace_isMasked() throws Exception {
    try (RecordingLog log = RecordingLog.ofTheClient(Level.TRACE)) {
      login.api(OwnApi.class).model(with(Password.encrypted(Form.ENCRYPTED))).execute();
      login.api(OwnApi.class).model(with(Password.of(CANARY.toCharArray()))).execute();

      assertThat(log.lines()).filteredOn(line -> line.contains("sent {\"pw")).hasSize(2);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("sent {\"pw"))
          .allMatch(line -> line.endsWith("sent {\"pw\":\"██\"}"));
    }
  }

  @Test
  void call_headerMarkedAsSensitive_isMaskedWhereQuoted() throws Exception {
    platform.respond(PATH, FakePlatform.errorResponse("2000", "got " + CANARY));

    try (RecordingLog log = RecordingLog.ofTheClient(Level.TRACE)) {
      login.api(OwnApi.class).header(CANARY, Map.of("a", 1)).execute();

      assertThat(log.lines()).last().asString().contains("\"message\":\"got ██\"");
    }
  }
}
