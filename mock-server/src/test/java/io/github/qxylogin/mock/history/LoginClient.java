package io.github.qxylogin.mock.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.history.LoginCall.Check;
import io.github.qxylogin.mock.history.LoginCall.Send;
import io.github.qxylogin.mock.history.LoginCall.Upload;
import io.github.qxylogin.mock.history.LoginResult.Holds;
import io.github.qxylogin.mock.history.LoginResult.LoggedIn;
import io.github.qxylogin.mock.history.LoginResult.Other;
import io.github.qxylogin.mock.history.LoginResult.Plain;
import io.github.qxylogin.mock.history.LoginResult.Sent;
import java.util.Map;
import java.util.Queue;

/** Plays a person over one connection, and writes down what it saw. */
final class LoginClient {
  private static final Contract CONTRACT = Contract.load();
  private static final String SEND = CONTRACT.operation("sendSmsCode").path();
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String CHECK = CONTRACT.operation("checkSession").path();
  private static final String RIGHT_CODE = "002100";
  private static final String WRONG_CODE = "002101";

  private final String name;
  private final KeptConnection connection;
  private final Person person;
  private final Queue<Observed> history;

  LoginClient(String name, KeptConnection connection, Person person, Queue<Observed> history) {
    this.name = name;
    this.connection = connection;
    this.person = person;
    this.history = history;
  }

  void send(Account account) {
    if (observe(new Send(account), SEND, person.sending(account)) instanceof Sent sent) {
      person.issued(account, sent.task());
    }
  }

  void upload(String taxpayer, String task, boolean rightCode) {
    String code = rightCode ? RIGHT_CODE : WRONG_CODE;
    observe(
        new Upload(taxpayer, task, rightCode),
        UPLOAD,
        Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", code));
  }

  void check(Account account) {
    observe(
        new Check(account),
        CHECK,
        Map.of("nsrsbh", account.taxpayer(), "accountId", account.id(), "isOnlyCheckCache", 1));
  }

  private LoginResult observe(LoginCall call, String path, Map<String, ?> body) {
    long invoked = System.nanoTime();
    KeptConnection.Response received = connection.post(path, body);
    long end = System.nanoTime();
    LoginResult response = received.status() == 200 ? read(received.body()) : other(received);
    history.add(new Observed(name, call, response, invoked, end));
    return response;
  }

  private static LoginResult read(JsonNode response) {
    String code = response.path("code").asText();
    JsonNode data = response.path("data");
    if (code.equals("2000")) {
      return data.isBoolean() ? new Holds(data.booleanValue()) : success(data);
    }
    return switch (code) {
      case "8001" -> Plain.TOO_FREQUENT;
      case "4002" -> Plain.WRONG_CODE;
      case "5000" -> Plain.ENDED;
      default -> new Other(response.toString());
    };
  }

  private static LoginResult success(JsonNode data) {
    String account = data.path("accountId").asText();
    return data.has("taskId")
        ? new Sent(data.path("taskId").asText(), account)
        : new LoggedIn(account);
  }

  private static LoginResult other(KeptConnection.Response received) {
    return new Other("HTTP " + received.status() + " " + received.body());
  }
}
