package io.github.qxylogin.mock.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;

/** Calls that tests make of a mock, for a taxpayer of theirs. */
public final class Sending {
  public static final String TAXPAYER = "91110000TESTTEST01";
  public static final String OTHER = "91110000TESTTEST02";

  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");

  private Sending() {}

  /** Asks for an SMS. */
  public static Http.Response send(LoginMock mock, String taxpayer) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return new Http(mock.url()).post(SEND.path(), body.put("nsrsbh", taxpayer));
  }

  /** Redeems a task. */
  public static Http.Response upload(LoginMock mock, String taxpayer, String taskId, String code) {
    ObjectNode body = UPLOAD.documentedCase("logged-in").request().deepCopy();
    body.put("nsrsbh", taxpayer).put("taskId", taskId).put("smsCode", code);
    return new Http(mock.url()).post(UPLOAD.path(), body);
  }
}
