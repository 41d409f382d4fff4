package io.github.qxylogin.contracttests.walkthrough;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.qxylogin.client.Callbacks;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.errors.DeclinedException;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.BindHostedNumberRequest;
import io.github.qxylogin.client.model.CheckHostedSessionRequest;
import io.github.qxylogin.client.model.ConfigureOrderCallbackRequest;
import io.github.qxylogin.client.model.ConfigureSmsCallbackRequest;
import io.github.qxylogin.client.model.CreateAccountRequest;
import io.github.qxylogin.client.model.DeleteAccountRequest;
import io.github.qxylogin.client.model.FindEnterprisesRequest;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.LoginKind;
import io.github.qxylogin.client.model.OrderHostedNumbersRequest;
import io.github.qxylogin.client.model.OrderProductRequest;
import io.github.qxylogin.client.model.ReceiveHostedNumberSmsRequest;
import io.github.qxylogin.client.model.ReceiveNumberOrderRequest;
import io.github.qxylogin.client.model.SendHostedSmsCodeRequest;
import io.github.qxylogin.client.services.EnterpriseService.ProductsOrdered;
import io.github.qxylogin.client.services.HostedAccountService.AccountCreated;
import io.github.qxylogin.client.services.HostedLoginService.HostedSmsSent;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An application that logs in by itself: the bureau's SMS goes to a number of the platform, and the
 * platform calls the application with it.
 */
class HostedNumberLoginTest {
  private static final Pattern CODE = Pattern.compile("验证码为(\\d{6})");

  @AutoClose
  private final LoginMock mock = LoginMock.builder().credentials("key", "secret").start();

  @AutoClose
  private final QixiangyunLogin login =
      QixiangyunLogin.builder().baseUrl(mock.url()).credentials("key", "secret").build();

  private final BlockingQueue<ReceiveNumberOrderRequest> orders = new LinkedBlockingQueue<>();
  private final BlockingQueue<ReceiveHostedNumberSmsRequest> messages = new LinkedBlockingQueue<>();
  private HttpServer application;

  @BeforeEach
  void startApplication() throws IOException {
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/orders",
        call -> {
          orders.add(Callbacks.receiveNumberOrder(call.getRequestBody().readAllBytes()));
          respond(call, Callbacks.RECEIVE_NUMBER_ORDER_RESPONSE);
        });
    application.createContext(
        "/sms",
        call -> {
          messages.add(Callbacks.receiveHostedNumberSms(call.getRequestBody().readAllBytes()));
          respond(call, Callbacks.RECEIVE_HOSTED_NUMBER_SMS_RESPONSE);
        });
    application.start();
  }

  private static void respond(HttpExchange call, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    call.sendResponseHeaders(200, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  @AfterEach
  void stopApplication() {
    application.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + application.getAddress().getPort() + path;
  }

  private static <T> T next(BlockingQueue<T> received) throws InterruptedException {
    T next = received.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("what the platform sent").isNotNull();
    return next;
  }

  @Test
  void login_withHostedNumber_needsNobodyWhoTypesTheCode() throws InterruptedException {
    ProductsOrdered enterprise = orderedEnterprise();
    String number = orderedNumber();
    receiveSmsOf(number);
    AccountCreated account = createdAccount(enterprise, agencyOf(number));

    HostedSmsSent sent =
        login
            .hostedLogin()
            .sendHostedSmsCode(of(enterprise, account))
            .execute()
            .hostedSmsSent()
            .orElseThrow();
    ReceiveHostedNumberSmsRequest sms = next(messages);
    assertThat(sms.receiver()).hasValue(number);
    Matcher code = CODE.matcher(sms.smsContent().orElseThrow());
    assertThat(code.find()).isTrue();
    var unused = sent.uploadHostedSmsCode(code.group(1)).execute();

    assertThat(
            login
                .hostedLogin()
                .checkHostedSession(
                    CheckHostedSessionRequest.builder()
                        .aggOrgId(enterprise.aggOrgId())
                        .accountId(account.accountId())
                        .build())
                .execute()
                .isHostedSessionHeld())
        .isTrue();

    var unusedAccount =
        login
            .hostedAccount()
            .deleteAccount(
                DeleteAccountRequest.builder()
                    .aggOrgId(enterprise.aggOrgId())
                    .accountId(account.accountId())
                    .build())
            .execute();
    var unusedEnterprise = enterprise.deleteEnterprise().execute();
  }

  @Test
  void login_ofThePlatformsOwnMode_needsNoSms() throws InterruptedException {
    ProductsOrdered enterprise = orderedEnterprise();
    String number = orderedNumber();
    receiveSmsOf(number);
    AccountCreated account =
        createdAccount(enterprise, accountOf(number).dlfs(LoginKind.HOSTED_MOBILE));

    assertThat(
            login
                .loginQuery()
                .findEnterprises(
                    FindEnterprisesRequest.builder()
                        .aggOrgId(enterprise.aggOrgId())
                        .accountId(account.accountId())
                        .build())
                .execute()
                .data())
        .isNotEmpty();
  }

  @Test
  void login_ofDeletedEnterprise_isRejected() throws InterruptedException {
    ProductsOrdered enterprise = orderedEnterprise();
    String number = orderedNumber();
    receiveSmsOf(number);
    AccountCreated account = createdAccount(enterprise, agencyOf(number));

    var unused = enterprise.deleteEnterprise().execute();

    assertThatThrownBy(
            () -> login.hostedLogin().sendHostedSmsCode(of(enterprise, account)).execute())
        .isInstanceOf(DeclinedException.class);
    assertThat(mock.calls())
        .filteredOn(call -> call.decision().rule().equals("callback"))
        .extracting(call -> call.request().operation().orElseThrow())
        .doesNotContain("receiveHostedNumberSms");
  }

  private ProductsOrdered orderedEnterprise() {
    return login
        .enterprise()
        .orderProduct(
            OrderProductRequest.builder()
                .nsrsbh("91110000TESTTEST02")
                .aggOrgName("测试二")
                .dq(AreaCode.of("11"))
                .productCodeList("0036")
                .build())
        .execute()
        .productsOrdered()
        .orElseThrow();
  }

  private String orderedNumber() throws InterruptedException {
    var unused =
        login
            .hostedNumber()
            .configureOrderCallback(
                ConfigureOrderCallbackRequest.builder().callbackUrl(address("/orders")).build())
            .execute();
    var unusedOrder =
        login
            .hostedNumber()
            .orderHostedNumbers(
                OrderHostedNumbersRequest.builder().uniCode("order1").bsxhNum(1).build())
            .execute();
    ReceiveNumberOrderRequest order = next(orders);
    assertThat(order.uniCode()).hasValue("order1");
    return order.effectiveBsxhList().get(0);
  }

  private void receiveSmsOf(String number) {
    var unused =
        login
            .hostedNumber()
            .configureSmsCallback(
                ConfigureSmsCallbackRequest.builder().callbackUrl(address("/sms")).build())
            .execute();
    var unusedBinding =
        login
            .hostedNumber()
            .bindHostedNumber(
                BindHostedNumberRequest.builder().phoneNoA("13800000002").phoneNoX(number).build())
            .execute();
  }

  /** An agency's account: a hosted number gets the code, which the application uploads. */
  private static CreateAccountRequest.Builder agencyOf(String number) {
    return accountOf(number).dlfs(LoginKind.AGENCY).proxyNsrsbh("91110000TESTTEST03");
  }

  private static CreateAccountRequest.Builder accountOf(String number) {
    return CreateAccountRequest.builder()
        .dq(AreaCode.of("11"))
        .gryhm(number)
        .gryhmm(Password.of("secret".toCharArray()))
        .sflx(IdentityType.BSY)
        .sjhm(number);
  }

  private AccountCreated createdAccount(
      ProductsOrdered enterprise, CreateAccountRequest.Builder account) {
    return login
        .hostedAccount()
        .createAccount(account.aggOrgId(enterprise.aggOrgId()).build())
        .execute()
        .accountCreated()
        .orElseThrow();
  }

  private static SendHostedSmsCodeRequest of(ProductsOrdered enterprise, AccountCreated account) {
    return SendHostedSmsCodeRequest.builder()
        .aggOrgId(enterprise.aggOrgId())
        .accountId(account.accountId())
        .build();
  }
}
