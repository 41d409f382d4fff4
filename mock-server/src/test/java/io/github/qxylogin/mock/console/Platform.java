package io.github.qxylogin.mock.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.testing.Http;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls the mock as the program of a tester does, while the console looks on. */
final class Platform {
  static final String TAXPAYER = "91110000TESTTEST02";
  static final String PERSON = "13800000002";
  private static final Contract CONTRACT = Contract.load();
  static final Operation SEND = CONTRACT.operation("sendSmsCode");
  static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  static final long ENTERPRISE = 522704190568599L;

  private final Http http;

  Platform(String url) {
    http = new Http(url);
  }

  Http.Response send(String taxpayer) {
    return http.post(SEND.path(), sending(taxpayer));
  }

  static Map<String, String> sending(String taxpayer) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("nsrsbh", taxpayer);
    body.put("areaCode", "5100");
    body.put("gryhm", PERSON);
    body.put("gryhmm", "c2VjcmV0");
    body.put("sflx", "BSY");
    body.put("sjhm", PERSON);
    return body;
  }

  /** Creates a hosted account of the person, and returns its id. */
  String hostedAccount() {
    Operation create = CONTRACT.operation("createAccount");
    ObjectNode body = create.firstSuccess().request().deepCopy();
    body.put("aggOrgId", ENTERPRISE).put("gryhm", PERSON).put("dlfs", 14);
    return http.post(create.path(), body).at("/data/accountId");
  }

  /** Orders the enterprise of a tax number, and sends an SMS to its only account. */
  Http.Response sendHosted(String taxpayer) {
    JsonNode enterprise =
        http.post(
                CONTRACT.operation("orderProduct").path(),
                Map.of(
                    "nsrsbh",
                    taxpayer,
                    "aggOrgName",
                    taxpayer,
                    "dq",
                    "11",
                    "productCodeList",
                    "0036"))
            .json()
            .at("/data/aggOrgId");
    Operation create = CONTRACT.operation("createAccount");
    ObjectNode body = create.firstSuccess().request().deepCopy();
    body.put("gryhm", PERSON).put("dlfs", 14).set("aggOrgId", enterprise);
    http.post(create.path(), body);
    return http.post(
        CONTRACT.operation("sendHostedSmsCode").path(), Map.of("aggOrgId", enterprise));
  }

  Http.Response sendFor(String account) {
    return http.post(
        CONTRACT.operation("sendHostedSmsCode").path(),
        Map.of("aggOrgId", ENTERPRISE, "accountId", account));
  }

  /** Uploads five wrong codes, which lock the person of a hosted account until midnight. */
  void lockForTheDay(String account) {
    String task = sendFor(account).at("/data/taskId");
    for (int i = 0; i < 5; i++) {
      http.post(
          CONTRACT.operation("uploadHostedSmsCode").path(), Map.of("taskId", task, "smsCode", "0"));
    }
  }

  Http.Response upload(String taxpayer, String code) {
    String task = http.get("/__mock/sms?nsrsbh=" + taxpayer).at("/0/taskId");
    return http.post(UPLOAD.path(), Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", code));
  }
}
