package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.CheckHostedSessionRequest;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.model.CreateAccountRequest;
import io.github.qxylogin.client.model.EndHostedSessionRequest;
import io.github.qxylogin.client.model.GetHostedQrCodeRequest;
import io.github.qxylogin.client.model.GetQrCodeRequest;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.LoginKind;
import io.github.qxylogin.client.model.OrderProductRequest;
import io.github.qxylogin.client.model.SendHostedSmsCodeRequest;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.EnterpriseService.ProductsOrdered;
import io.github.qxylogin.client.services.HostedAccountService.AccountAlreadyExists;
import io.github.qxylogin.client.services.HostedAccountService.AccountCreated;
import io.github.qxylogin.client.services.HostedQrLoginService.HostedQrCodeIssued;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.QrLoginService.QrCodeIssued;
import io.github.qxylogin.client.types.AccountId;
import io.github.qxylogin.client.types.CookieHeader;
import io.github.qxylogin.client.types.HostedAccountId;
import io.github.qxylogin.client.types.OrganizationId;
import io.github.qxylogin.client.types.Password;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The Java blocks of the pages on the way from the older module to the newer one, each in a test
 * that runs it; {@link ReadmeTest} compares.
 */
class MigrationSnippetsTest {
  private final String nsrsbh = Form.NSRSBH;
  private final String name = "企享云";
  private final String mobile = "13400000001";
  private final List<String> done = new CopyOnWriteArrayList<>();
  @AutoClose private final Password password = Password.of("no password".toCharArray());
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  private static String askForTheCode() {
    return "002100";
  }

  private void keep(CookieHeader cookies) {
    done.add("cookies of " + cookies.names().iterator().next());
  }

  private void keep(OrganizationId aggOrgId, HostedAccountId accountId) {
    done.add("account " + accountId.value() + " of " + aggOrgId);
  }

  private void show(String qrcode) {
    done.add("shown: " + !qrcode.isEmpty());
  }

  @Test
  void older_loginBySms_endsInCookies() {
    platform.respondWithCase("sendSmsCode", "sms-sent");

    SendSmsCodeRequest request =
        SendSmsCodeRequest.builder()
            .nsrsbh(nsrsbh)
            .areaCode(AreaCode.SICHUAN)
            .gryhm(mobile)
            .gryhmm(password)
            .sflx(IdentityType.BSY)
            .sjhm(mobile)
            .build();
    LoggedIn session =
        login
            .multiAccount()
            .sendSmsCode(request)
            .execute()
            .match(
                smsSent -> smsSent.uploadSmsCode(askForTheCode()).execute(), loggedIn -> loggedIn);
    keep(session.dppt().get().cookie().get());

    assertThat(done).containsExactly("cookies of DZSWJ_TGC");
  }

  @Test
  void newer_account_isCreatedOnce() {
    String products = "0036";
    OrderProductRequest order =
        OrderProductRequest.builder()
            .nsrsbh(nsrsbh)
            .aggOrgName(name)
            .dq(AreaCode.SICHUAN)
            .productCodeList(products)
            .build();
    OrganizationId aggOrgId =
        login
            .enterprise()
            .orderProduct(order)
            .execute()
            .match(
                ProductsOrdered::aggOrgId,
                known -> {
                  if (!known.nsrsbh().filter(nsrsbh::equals).isPresent()) {
                    throw new IllegalStateException("aggOrgId of another taxpayer");
                  }
                  return known.aggOrgId();
                });
    CreateAccountRequest account =
        CreateAccountRequest.builder()
            .aggOrgId(aggOrgId)
            .dq(AreaCode.SICHUAN)
            .dlfs(LoginKind.OWN_MOBILE)
            .gryhm(mobile)
            .gryhmm(password)
            .sflx(IdentityType.BSY)
            .sjhm(mobile)
            .build();
    HostedAccountId accountId =
        login
            .hostedAccount()
            .createAccount(account)
            .execute()
            .match(AccountCreated::accountId, AccountAlreadyExists::accountId);
    keep(aggOrgId, accountId);

    assertThat(done).singleElement().asString().startsWith("account ");
  }

  @Test
  void newer_loginBySms_endsInASessionOfThePlatform() {
    platform.respondWithCase("sendHostedSmsCode", "sms-sent");
    OrganizationId aggOrgId = new OrganizationId(1245125622355L);
    HostedAccountId accountId = new HostedAccountId(1245125622359L);

    SendHostedSmsCodeRequest request =
        SendHostedSmsCodeRequest.builder().aggOrgId(aggOrgId).accountId(accountId).build();
    login
        .hostedLogin()
        .sendHostedSmsCode(request)
        .execute()
        .hostedSmsSent()
        .ifPresent(smsSent -> smsSent.uploadHostedSmsCode(askForTheCode()).execute());

    assertThat(platform.requests("uploadHostedSmsCode")).hasSize(1);
  }

  @Test
  void older_check_asksForATaxpayersSession() {
    platform.respondWithCase("checkSession", "valid");
    AccountId accountId = Form.ACCOUNT;

    CheckSessionRequest request =
        CheckSessionRequest.builder().nsrsbh(nsrsbh).accountId(accountId).build();
    boolean held = login.multiAccount().checkSession(request).execute().isSessionHeld();

    assertThat(held).isTrue();
  }

  @Test
  void newer_check_asksForAnAccountsSession() {
    platform.respondWithCase("checkHostedSession", "valid");
    OrganizationId aggOrgId = new OrganizationId(1245125622355L);
    HostedAccountId accountId = new HostedAccountId(1245125622359L);

    CheckHostedSessionRequest request =
        CheckHostedSessionRequest.builder().aggOrgId(aggOrgId).accountId(accountId).build();
    boolean held = login.hostedLogin().checkHostedSession(request).execute().isHostedSessionHeld();

    assertThat(held).isTrue();
  }

  @Test
  void older_qrCode_endsInCookies() {
    GetQrCodeRequest request =
        GetQrCodeRequest.builder().nsrsbh(nsrsbh).areaCode(AreaCode.SICHUAN).build();
    QrCodeIssued issued = login.qrLogin().getQrCode(request).execute();
    show(issued.qrcode());
    keep(issued.loginByQrCode().execute().dppt().get().cookie().get());

    assertThat(done).first().isEqualTo("shown: true");
  }

  @Test
  void newer_qrCode_endsInASessionOfThePlatform() {
    OrganizationId aggOrgId = new OrganizationId(1245125622355L);
    HostedAccountId accountId = new HostedAccountId(1245125622359L);

    GetHostedQrCodeRequest request =
        GetHostedQrCodeRequest.builder().aggOrgId(aggOrgId).accountId(accountId).build();
    HostedQrCodeIssued issued = login.hostedQrLogin().getHostedQrCode(request).execute();
    show(issued.qrcode());
    issued.loginByHostedQrCode().execute();

    assertThat(done).containsExactly("shown: true");
    assertThat(platform.requests("loginByHostedQrCode")).hasSize(1);
  }

  @Test
  void newer_logout_endsTheSession() {
    OrganizationId aggOrgId = new OrganizationId(1245125622355L);

    EndHostedSessionRequest request =
        EndHostedSessionRequest.builder().aggOrgId(aggOrgId).type("0").build();
    login.hostedLogin().endHostedSession(request).execute();

    assertThat(platform.requests("endHostedSession")).hasSize(1);
  }
}
