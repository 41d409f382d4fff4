import io.github.qxylogin.client.types.Password
import io.github.qxylogin.client.errors.QixiangyunException
import io.github.qxylogin.client.QixiangyunLogin
import io.github.qxylogin.client.errors.SmsTooFrequentException
import io.github.qxylogin.client.model.AreaCode
import io.github.qxylogin.client.model.IdentityType
import io.github.qxylogin.client.model.SendSmsCodeRequest
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.function.BiFunction
import java.util.function.Supplier

/** Logs in at an address, with the code that somebody reads from the telephone. */
class Consumer : BiFunction<String, Supplier<String>, Boolean> {
  override fun apply(address: String, askForTheCode: Supplier<String>): Boolean =
    QixiangyunLogin.builder().baseUrl(address).credentials("app", "s3cr3t").build().use { login ->
      val session = logIn(login, askForTheCode::get)
      val later: CompletableFuture<Boolean> =
        session.checkSession().executeAsync().thenApply { it.isSessionHeld }
      later.join()
    }

  private fun logIn(login: QixiangyunLogin, askForTheCode: () -> String): LoggedIn =
    Password.of("secret".toCharArray()).use { password ->
      val request = SendSmsCodeRequest.builder()
        .nsrsbh("91110000TESTTEST02")
        .areaCode(AreaCode.SICHUAN)
        .gryhm("13800000002")
        .gryhmm(password)
        .sflx(IdentityType.of("BSY"))
        .sjhm("13800000002")
        .build()
      try {
        login.multiAccount().sendSmsCode(request).execute().match(
          { smsSent -> smsSent.uploadSmsCode(askForTheCode()).execute() },
          { loggedIn -> loggedIn },
        )
      } catch (tooFrequent: SmsTooFrequentException) {
        error("in ${tooFrequent.retryAfter().orElse(Duration.ZERO)}")
      } catch (failed: QixiangyunException) {
        throw if (failed.mayHaveActed()) IllegalStateException(failed) else failed
      }
    }
}
