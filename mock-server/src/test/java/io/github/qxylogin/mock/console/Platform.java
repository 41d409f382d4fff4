package io.github.qxylogin.mock.console;

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

  private final Http http;

  Platform(String url) {
    http = new Http(url);
  }

  Http.Answered send(String taxpayer) {
    return http.post(SEND.path(), sending(taxpayer));
  }

  static Map<String, String> sending(String taxpayer) {
    return new LinkedHashMap<>(
        Map.of(
            "nsrsbh",
            taxpayer,
            "areaCode",
            "5100",
            "gryhm",
            PERSON,
            "gryhmm",
            "c2VjcmV0",
            "sflx",
            "BSY",
            "sjhm",
            PERSON));
  }

  Http.Answered upload(String taxpayer, String code) {
    String task = http.get("/__mock/sms?nsrsbh=" + taxpayer).at("/0/taskId");
    return http.post(UPLOAD.path(), Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", code));
  }
}
