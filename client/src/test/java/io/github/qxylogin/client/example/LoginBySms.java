package io.github.qxylogin.client.example;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.types.Password;
import java.util.Scanner;

/** The first sample of the guide. */
public class LoginBySms {
  public static void main(String[] args) {
    try (QixiangyunLogin login =
            QixiangyunLogin.builder().baseUrl(args[0]).credentials("app", "s3cr3t").build();
        Password password = Password.of("password".toCharArray())) {
      SendSmsCodeRequest request =
          SendSmsCodeRequest.builder()
              .nsrsbh("91110000TESTTEST01") // taxpayer number
              .areaCode(AreaCode.SICHUAN) // tax bureau
              .gryhm("13800000000") // person: mobile number, ID card or user name
              .gryhmm(password)
              .sflx(IdentityType.BSY) // role: tax clerk
              .sjhm("13800000000") // receives the SMS code
              .build();
      LoggedIn session =
          login
              .multiAccount()
              .sendSmsCode(request)
              .execute()
              .match(
                  smsSent -> smsSent.uploadSmsCode(askForSmsCode()).execute(),
                  loggedIn -> loggedIn);
      System.out.println(session.checkSession().execute().isSessionHeld());
    }
  }

  private static String askForSmsCode() {
    System.out.println("SMS code:");
    return new Scanner(System.in, "UTF-8").nextLine();
  }
}
