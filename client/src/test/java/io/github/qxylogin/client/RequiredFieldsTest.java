package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.errors.InvalidResponseException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Removes required members from documented successes: the exception names the missing one. */
class RequiredFieldsTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @ParameterizedTest
  @CsvSource({
    "sendSmsCode, sms-sent, /data/taskId, data.dppt.cookie",
    "sendSmsCode, logged-in, /data/accountId, data.accountId",
    "sendSmsCode, logged-in, /data/dppt, data.dppt.cookie",
    "sendSmsCode, sms-sent, /data, data",
    "uploadSmsCode, logged-in, /data/accountId, data.accountId",
    "uploadSmsCode, logged-in, /data/dppt, data.dppt.cookie",
    "uploadSmsCode, logged-in, /data/dppt/cookie, data.dppt.cookie",
    "uploadSmsCode, logged-in, /data, data",
    "checkSession, valid, /data, data",
    "sendEtaxSmsCode, sms-sent, /data/taskId, data.taskId",
    "sendEtaxSmsCode, logged-in, /result/tpass /result/etax /result/dppt, data.taskId",
    "uploadEtaxSmsCode, logged-in, /result/tpass /result/etax /result/dppt, data.dppt.cookie",
    "uploadEtaxSmsCode, logged-in, /result, data",
    "checkEtaxSession, valid, /data, data",
    "getQrCode, issued, /data, data",
    "getQrCode, issued, /data/taskId, data.taskId",
    "getQrCode, issued, /data/qrcodeId, data.qrcodeId",
    "getQrCode, issued, /data/qrcode, data.qrcode",
    "loginByQrCode, logged-in, /data, data",
    "loginByQrCode, logged-in, /data/accountId, data.accountId",
    "loginByQrCode, logged-in, /data/nsrsbh, data.nsrsbh",
    "loginByQrCode, logged-in, /data/dppt, data.dppt.cookie",
    "loginByQrCode, logged-in, /data/dppt/cookie, data.dppt.cookie",
    "sendNaturalPersonSmsCode, sms-sent, /data, data",
    "sendNaturalPersonSmsCode, sms-sent, /data/taskId, data.taskId",
    "sendNaturalPersonSmsCode, logged-in, /data/tpass, data.taskId",
    "uploadNaturalPersonSmsCode, logged-in, /data, data",
    "uploadNaturalPersonSmsCode, logged-in, /data/tpass, data.tpass",
    "uploadCookie, valid, /data, data",
    "uploadCookie, valid, /data/valid, data.valid",
    "uploadAccountCookie, session-invalid, /data, data",
    "uploadAccountCookie, session-invalid, /data/valid, data.valid",
    "createAccount, created, /data, data",
    "createAccount, created, /data/accountId, data.accountId",
    "createBaseAccount, created, /data, data",
    "createBaseAccount, created, /data/accountId, data.accountId",
    "findAccounts, found, /data, data",
    "bindProduct, bound, /data, data"
  })
  void call_successWithoutANeededField_namesIt(
      String operation, String name, String removed, String field) {
    ObjectNode body = documented(operation, name).deepCopy();
    List.of(removed.split(" ")).forEach(p -> parent(body, p).remove(member(p)));
    platform.respond(operation, body.toString());

    InvalidResponseException failed =
        catchThrowableOfType(
            InvalidResponseException.class, () -> TypedCalls.call(Form.BLOCKING, login, operation));

    assertThat(failed.field()).hasValue(field);
    assertThat(failed.getMessage())
        .startsWith(operation + " returned code 2000 without a usable '" + field + "' (HTTP 200");
  }

  /** "" is what the pages print for an object that is absent, so it may come for an id as well. */
  @ParameterizedTest
  @CsvSource({
    "uploadSmsCode, logged-in, data.accountId",
    "uploadSmsCode, logged-in, data.dppt.cookie",
    "loginByQrCode, logged-in, data.accountId",
    "loginByQrCode, logged-in, data.nsrsbh",
    "getQrCode, issued, data.taskId",
    "getQrCode, issued, data.qrcodeId",
    "getQrCode, issued, data.qrcode",
    "sendEtaxSmsCode, sms-sent, data.taskId",
    "sendNaturalPersonSmsCode, sms-sent, data.taskId",
    "uploadNaturalPersonSmsCode, logged-in, data.tpass",
    "uploadCookie, valid, data.valid",
    "uploadCookie, valid, data",
    "uploadAccountCookie, valid, data.valid",
    "createAccount, created, data.accountId",
    "createBaseAccount, created, data.accountId"
  })
  void call_successWithEmptyText_namesTheField(String operation, String name, String field) {
    ObjectNode body = documented(operation, name).deepCopy();
    String pointer = "/" + field.replace('.', '/');
    parent(body, pointer).put(member(pointer), "");
    platform.respond(operation, body.toString());

    InvalidResponseException failed =
        catchThrowableOfType(
            InvalidResponseException.class, () -> TypedCalls.call(Form.BLOCKING, login, operation));

    assertThat(failed.field()).hasValue(field);
  }

  /** Null is a member that is not there, whatever else an optional one may be. */
  @ParameterizedTest
  @CsvSource({"uploadCookie, valid", "uploadAccountCookie, valid"})
  void call_validityNull_isNotTakenForInvalid(String operation, String name) {
    ObjectNode body = documented(operation, name).deepCopy();
    body.withObject("/data").putNull("valid");
    platform.respond(operation, body.toString());

    InvalidResponseException failed =
        catchThrowableOfType(
            InvalidResponseException.class, () -> TypedCalls.call(Form.BLOCKING, login, operation));

    assertThat(failed.field()).hasValue("data.valid");
  }

  private static ObjectNode parent(ObjectNode body, String pointer) {
    return (ObjectNode) body.at(pointer.substring(0, pointer.lastIndexOf('/')));
  }

  private static String member(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }
}
