package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.HostedAccount;
import io.github.qxylogin.client.model.LoginKind;
import io.github.qxylogin.client.services.HostedAccountService.AccountAlreadyExists;
import io.github.qxylogin.client.services.HostedAccountService.AccountCreated;
import io.github.qxylogin.client.services.HostedAccountService.AccountsFound;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.MultiAccountService.CheckSessionOutcome;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.client.services.MultiAccountService.SmsSent;
import io.github.qxylogin.client.services.OutcomeUnion;
import io.github.qxylogin.client.services.QixiangyunCall;
import io.github.qxylogin.client.types.HostedAccountId;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.client.types.TaskId;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stores the outcome of every documented response, and follows every link from it. */
class OutcomeTest {
  private static final SendSmsCodeOutcome SENT =
      SendSmsCodeOutcome.of(SmsSent.builder().taskId(new TaskId("7")).build());
  private static final SendSmsCodeOutcome IN =
      SendSmsCodeOutcome.of(LoggedIn.builder().accountId(Form.ACCOUNT).build());

  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final String ASKED = "002100";

  /** Whatever members they omit by default, they read what they wrote. */
  private static final List<ObjectMapper> MAPPERS =
      List.of(PLAIN, leavingOut(Include.NON_NULL), leavingOut(Include.NON_EMPTY));

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  private static ObjectMapper leavingOut(Include what) {
    return new ObjectMapper().setDefaultPropertyInclusion(what);
  }

  private record OutcomeCase(Operation operation, Case shown) {
    @Override
    public String toString() {
      return operation.id() + " " + shown.name();
    }
  }

  /** Returns the documented responses of outcomes with members. */
  private static Stream<OutcomeCase> outcomeCases() {
    return CONTRACT.operations().stream()
        .filter(o -> TypedCalls.exist(o) && !TypedCalls.giveNothing(o))
        .flatMap(o -> o.cases().stream().map(c -> new OutcomeCase(o, c)))
        .filter(example -> example.operation.outcomeOf(example.shown.response()).isPresent());
  }

  private Object outcome(OutcomeCase example) {
    platform.respondWithCase(example.operation.id(), example.shown.name());
    return TypedCalls.call(Form.BLOCKING, login, example.operation.id());
  }

  @TestFactory
  Stream<DynamicTest> json_everyOutcome_isReadAsItWas() {
    return outcomeCases()
        .map(example -> dynamicTest("" + example, () -> assertKept(outcome(example))));
  }

  /**
   * What a response echoes of a secret, such as that which creates an account, is not written; some
   * mappers omit empty values.
   */
  private static void assertKept(Object outcome) throws IOException {
    for (ObjectMapper mapper : MAPPERS) {
      String json = mapper.writeValueAsString(outcome);
      Object read = mapper.readValue(json, outcome.getClass());
      if (mapper == PLAIN && !json.contains("\"AccountCreated\"")) {
        assertThat(read).isEqualTo(outcome);
      }
      assertThat(mapper.writeValueAsString(read)).isEqualTo(json);
      assertThat(mapper.readValue(json, outcome.getClass()))
          .isEqualTo(read)
          .hasSameHashCodeAs(read);
    }
  }

  /**
   * The others continue what is no outcome: an account that is rejected as locked, a call that
   * gives nothing, a text of a list, and a QR code before it is redeemed; or to a call whose fields
   * one another need.
   */
  @Test
  void next_everyLink_isOneOfSomeOutcome() {
    Set<String> none = new TreeSet<>();
    CONTRACT.operations().stream()
        .filter(TypedCalls::exist)
        .forEach(
            operation ->
                operation.links().stream()
                    .filter(
                        link ->
                            outcomeCases()
                                .noneMatch(example -> continues(example, operation, link)))
                    .forEach(link -> none.add(operation.id() + " " + link.operationId())));

    assertThat(none)
        .containsExactly(
            "bindHostedNumber findHostedNumberSms",
            "bindHostedNumber unbindHostedNumber",
            "checkAccount recoverLogin",
            "endHostedSession checkHostedSession",
            "endHostedSession checkQuickLogin",
            "findNumberOrder bindHostedNumber",
            "getHostedQrCode checkHostedSession",
            "orderProduct createAccount");
  }

  private boolean continues(OutcomeCase example, Operation operation, Link link) {
    return example.operation.equals(operation)
        && Arrays.stream(single(outcome(example)).getClass().getMethods())
            .anyMatch(m -> m.getName().equals(link.operationId()));
  }

  private static Object single(Object result) {
    return result instanceof OutcomeUnion oneOf ? oneOf.get() : result;
  }

  @TestFactory
  Stream<DynamicTest> next_everyLinkOfAnOutcome_sendsWhatItCarries() {
    return outcomeCases()
        .flatMap(
            example ->
                example.operation.links().stream()
                    .map(
                        link ->
                            dynamicTest(
                                example + " " + link.operationId(),
                                () -> assertCarried(example, link))));
  }

  private void assertCarried(OutcomeCase example, Link link) throws Exception {
    Object result = outcome(example);
    Object outcome = single(result);
    Optional<Method> next =
        Arrays.stream(outcome.getClass().getMethods())
            .filter(m -> m.getName().equals(link.operationId()))
            .findFirst();
    boolean nothingToChoose = outcome instanceof AccountsFound found && found.data().isEmpty();
    if (next.isPresent() && !nothingToChoose) {
      assertCarried(example, link, outcome, next.get());
    }
  }

  private void assertCarried(OutcomeCase example, Link link, Object outcome, Method next)
      throws Exception {
    Object[] asked = new Object[next.getParameterCount()];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = asked(next.getParameterTypes()[i], outcome);
    }

    ((QixiangyunCall<?>) next.invoke(outcome, asked)).execute();

    JsonNode sent = body(link.operationId());
    JsonNode first = body(example.operation.id());
    JsonNode response = example.operation.spelt(example.shown.response());
    link.fields()
        .forEach(
            (field, source) -> {
              if (source instanceof Link.Source.Constant constant) {
                assertThat(sent.path(field)).isEqualTo(constant.value());
              } else if (source instanceof Link.Source.Place place) {
                JsonNode value = (place.inResponse() ? response : first).at(place.at());
                if (!isSecret(example.operation, place)) {
                  // What the outcome need not have is asked for instead.
                  assertThat(sent.path(field).asText()).as(field).isIn(value.asText(), ASKED);
                }
              }
            });
  }

  private static boolean isSecret(Operation operation, Link.Source.Place place) {
    return !place.inResponse()
        && operation.fields().stream()
            .anyMatch(f -> f.sensitive() && place.at().matchesProperty(f.name()));
  }

  /** Of a list the caller chooses the element, as which the link names the first. */
  private static Object asked(Class<?> type, Object outcome) throws ReflectiveOperationException {
    for (Method method : outcome.getClass().getMethods()) {
      if (method.getName().equals("data")
          && method.invoke(outcome) instanceof List<?> elements
          && type.isInstance(elements.get(0))) {
        return elements.get(0);
      }
    }
    if (type == AreaCode.class) {
      return AreaCode.of("31");
    }
    if (type == LoginKind.class) {
      return LoginKind.QR_CODE;
    }
    if (type == Integer.class) {
      return 11;
    }
    return type == Password.class ? Password.encrypted(Form.ENCRYPTED) : ASKED;
  }

  private JsonNode body(String operation) throws IOException {
    List<RecordedRequest> requests = platform.requests(operation);
    return PLAIN.readTree(requests.get(requests.size() - 1).getBody().snapshot().utf8());
  }

  @Test
  void uploadSmsCode_ofSmsSent_endsInTheSession() {
    platform.respondWithCase("sendSmsCode", "sms-sent");
    SmsSent sent = Form.BLOCKING.send(login).smsSent().orElseThrow();

    LoggedIn in = sent.uploadSmsCode("002100").execute();

    assertThat(in.accountId()).hasToString("59915d120f98a24404ff57591ddef0ce");
    assertThat(platform.requests("uploadSmsCode").get(0).getBody().snapshot().utf8())
        .isEqualTo(
            """
            {"taskId":"1736647432086679600","nsrsbh":"91110000TESTTEST01","smsCode":"002100"}\
            """);
  }

  @Test
  void deleteAccount_ofOneOfThoseFound_isForThatOne() {
    platform.respondWithCase("findAccounts", "found");
    AccountsFound found = (AccountsFound) TypedCalls.call(Form.BLOCKING, login, "findAccounts");

    found.deleteAccount(found.data().get(1)).execute();

    assertThat(platform.requests("deleteAccount").get(0).getBody().snapshot().utf8())
        .isEqualTo(
            """
            {"aggOrgId":7583454730897015,"accountId":504325035988992}""");
  }

  @Test
  void deleteAccount_ofAnAccountWithoutId_isNotSent() {
    platform.respondWithCase("findAccounts", "found");
    AccountsFound found = (AccountsFound) TypedCalls.call(Form.BLOCKING, login, "findAccounts");

    QixiangyunCall<?> delete = found.deleteAccount(HostedAccount.builder().build());

    assertThatThrownBy(delete::execute)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("accountId");
    assertThat(platform.requests("deleteAccount")).isEmpty();
  }

  @Test
  void deleteAccount_withoutId_reportsTheMissingField() {
    platform.respondWithCase("findAccounts", "found");
    AccountsFound found = (AccountsFound) TypedCalls.call(Form.BLOCKING, login, "findAccounts");

    assertThatThrownBy(() -> found.deleteAccount(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("hostedAccount");
  }

  @Test
  void next_unboundOutcome_reportsTheMissingClient() throws IOException {
    SmsSent read = PLAIN.readValue("{\"taskId\":\"7\"}", SmsSent.class);

    assertThatThrownBy(() -> read.uploadSmsCode("1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "SmsSent is not bound to a client, because it was read or built: call bindTo(login) first");
  }

  @Test
  void on_servicesOfOnesOwn_areAsked() {
    LoginServices fake =
        new LoginServices() {
          @Override
          public <S> S service(Class<S> type) {
            throw new IllegalStateException("asked for " + type.getSimpleName());
          }
        };
    SmsSent sent = SmsSent.builder().taskId(new TaskId("7")).build().bindTo(fake);

    assertThatThrownBy(() -> sent.uploadSmsCode("1")).hasMessage("asked for MultiAccountService");
  }

  @Test
  void build_memberMissing_isNamed() {
    assertThatThrownBy(() -> SmsSent.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The outcome lacks the required member taskId: set it");
  }

  @Test
  void match_eachOutcome_appliesItsFunction() {
    assertThat(SENT.<String>match(s -> "sent", i -> "in")).isEqualTo("sent");
    assertThat(IN.<String>match(s -> "sent", i -> "in")).isEqualTo("in");
    assertThat(IN.smsSent()).isEmpty();
    assertThat(IN.loggedIn()).contains((LoggedIn) IN.get());
  }

  @Test
  void accept_eachOutcome_callsItsConsumerAlone() {
    List<String> called = new ArrayList<>();

    SENT.accept(sent -> called.add("sent"), in -> called.add("in"));
    IN.accept(sent -> called.add("sent"), in -> called.add("in"));

    assertThat(called).containsExactly("sent", "in");
  }

  @Test
  void read_anotherOutcome_isRejected() throws IOException {
    String json = PLAIN.writeValueAsString(SmsSent.builder().taskId(new TaskId("7")).build());

    assertThatThrownBy(() -> PLAIN.readValue(json, LoggedIn.class))
        .hasMessageContaining("the outcome is SmsSent, not LoggedIn");
  }

  @Test
  void equals_otherMember_isAnother() {
    assertThat(SmsSent.builder().taskId(new TaskId("7")).build())
        .isNotEqualTo(SmsSent.builder().taskId(new TaskId("8")).build());
  }

  @Test
  void equals_otherRequest_isAnother() throws IOException {
    assertThat(PLAIN.readValue("{\"taskId\":\"7\",\"sent\":{\"nsrsbh\":\"9\"}}", SmsSent.class))
        .isNotEqualTo(SmsSent.builder().taskId(new TaskId("7")).build());
  }

  @Test
  void write_anOutcome_beginsWithItsName() throws IOException {
    assertThat(PLAIN.writeValueAsString(SmsSent.builder().taskId(new TaskId("7")).build()))
        .startsWith("{\"outcome\":\"SmsSent\",");
  }

  @Test
  void read_nothingSent_isAnOutcome() throws IOException {
    assertThat(PLAIN.readValue("{\"taskId\":\"7\",\"sent\":null}", SmsSent.class))
        .isEqualTo(SmsSent.builder().taskId(new TaskId("7")).build());
  }

  @Test
  void read_oneOfSeveral_isTheOneNamed() throws IOException {
    CheckSessionOutcome read =
        PLAIN.readValue("{\"outcome\":\"SessionEnded\"}", CheckSessionOutcome.class);

    assertThat(read.isSessionEnded()).isTrue();
    assertThat(read.isSessionHeld()).isFalse();
  }

  @Test
  void read_nameOfNone_listsThem() {
    assertThatThrownBy(() -> PLAIN.readValue("{\"outcome\":\"Sent\"}", SendSmsCodeOutcome.class))
        .isInstanceOf(MismatchedInputException.class)
        .hasMessageStartingWith(
            "'outcome' is no outcome of this call: it must be one of SmsSent, LoggedIn");
  }

  @Test
  void write_outcomesInAMap_areReadAgain() throws IOException {
    SendSmsCodeOutcome sent =
        SendSmsCodeOutcome.of(SmsSent.builder().taskId(new TaskId("7")).build());

    Map<String, SendSmsCodeOutcome> read =
        PLAIN.readValue(
            PLAIN.writeValueAsString(Map.of("one", sent)),
            PLAIN
                .getTypeFactory()
                .constructMapType(Map.class, String.class, SendSmsCodeOutcome.class));

    assertThat(read).containsExactly(Map.entry("one", sent));
  }

  @Test
  void write_createdAccount_leavesItsPasswordsOut() throws IOException {
    JsonNode data = FakePlatform.documented("createAccount", "created").path("data");
    AccountCreated created =
        (AccountCreated)
            ((OutcomeUnion) TypedCalls.call(Form.BLOCKING, login, "createAccount")).get();

    assertThat(created.gryhmm()).contains(data.path("gryhmm").asText());
    assertThat(PLAIN.writeValueAsString(created))
        .doesNotContain(data.path("gryhmm").asText(), data.path("dlmm").asText())
        .doesNotContain("gryhmm", "dlmm")
        .contains("gryhm");
  }

  @Test
  void createAccount_alreadyExistsInOtherWords_returnsTheOther() {
    ObjectNode exists = FakePlatform.documented("createAccount", "already-exists").deepCopy();
    platform.respond("createAccount", exists.put("message", "重复").toString());

    Object outcome = TypedCalls.call(Form.BLOCKING, login, "createAccount");

    assertThat(outcome)
        .hasToString(
            "AccountAlreadyExists[accountId=" + exists.at("/data/accountId").asText() + "]");
    assertThat(AccountAlreadyExists.builder().accountId(new HostedAccountId(7)).build().accountId())
        .isEqualTo(new HostedAccountId(7));
  }

  @Test
  void toString_login_hidesTheCookies() {
    assertThat(Form.BLOCKING.upload(login).toString())
        .startsWith("LoggedIn[accountId=59915d120f98a24404ff57591ddef0ce, individualId=f7d9")
        .doesNotContain("TGC");
  }

  @Test
  void toString_createdAccount_masksItsPasswords() {
    JsonNode data = FakePlatform.documented("createAccount", "created").path("data");

    assertThat(TypedCalls.call(Form.BLOCKING, login, "createAccount").toString())
        .contains("gryhmm=██")
        .doesNotContain(data.path("gryhmm").asText(), data.path("dlmm").asText());
  }
}
