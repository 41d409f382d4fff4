package io.github.qxylogin.mock.export;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;

/**
 * Writes the calls of the contract in the form that the editors of JetBrains and Visual Studio Code
 * (REST Client) both send. They sign in different ways, so these calls are not signed.
 */
final class HttpFile {
  private HttpFile() {}

  static String of(Contract contract, String baseUrl) {
    StringBuilder file =
        new StringBuilder(
            """
            # 每个用例一个请求。没有签名：模拟服务器不要用 --auth on 启动。
            # One request for each case. They are not signed: for a mock without --auth on.
            @baseUrl = %s
            """
                .formatted(baseUrl));
    for (Operation operation : contract.operations()) {
      for (DocumentedCall call : DocumentedCall.of(operation)) {
        file.append(
            "\n### %s · %s\n# @name %s_%s\n%s {{baseUrl}}%s\n"
                .formatted(
                    DocumentedCall.title(operation.summary()),
                    call.name(),
                    operation.id(),
                    call.expected().name().replace('-', '_'),
                    operation.method(),
                    operation.path()));
        call.headers()
            .forEach((name, value) -> file.append(name).append(": ").append(value).append('\n'));
        file.append('\n').append(call.body().toPrettyString().replace("\r", "")).append('\n');
      }
    }
    return file.toString();
  }
}
