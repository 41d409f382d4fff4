package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls for accounts of an enterprise that was deleted. */
@ExtendWith(TestedMock.class)
class DeletedEnterpriseTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation CREATE =
      CONTRACT.operations(Flow.Role.KEEPS_ACCOUNT).stream()
          .filter(operation -> account(operation).does() == AccountFlow.Does.CREATES)
          .findFirst()
          .orElseThrow();
  private static final Operation ORDER = of(EntityFlow.Does.CREATES);
  private static final Operation DELETE = of(EntityFlow.Does.DELETES);
  private static final Operation SEND =
      CONTRACT.operations(Flow.Role.ISSUES_TASK).stream()
          .filter(operation -> operation.inFlow(Flow::account).isPresent())
          .filter(operation -> account(operation).modes() != null)
          .findFirst()
          .orElseThrow();

  private final Http http;
  private long enterprise;
  private long account;

  DeletedEnterpriseTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  private static AccountFlow account(Operation operation) {
    return operation.inFlow(Flow::account).orElseThrow();
  }

  private static Operation of(EntityFlow.Does does) {
    return CONTRACT.operations(Flow.Role.KEEPS_ENTITY).stream()
        .filter(o -> account(CREATE).enterprise().equals(o.flow().entity().id()))
        .filter(o -> o.flow().entity().does() == does)
        .findFirst()
        .orElseThrow();
  }

  static List<Operation> ofAccounts() {
    return CONTRACT.operations().stream()
        .filter(operation -> operation.inFlow(Flow::account).isPresent())
        .filter(
            operation ->
                operation.caseWhen(Condition.ENTERPRISE_UNKNOWN).isPresent()
                    || operation.caseWhen(Condition.ACCOUNT_UNKNOWN).isPresent()
                    || operation.caseWhen(Condition.SESSION_ENDED).isPresent())
        .filter(
            operation ->
                operation.fields().stream()
                    .anyMatch(field -> field.name().equals(account(operation).enterprise())))
        .toList();
  }

  @BeforeEach
  void createAccount() {
    ObjectNode order = ORDER.firstSuccess().request().deepCopy();
    order.put("undeclared", "so that the request is not a documented one");
    enterprise =
        http.post(ORDER.path(), order).json().findPath(ORDER.flow().entity().id()).asLong();
    ObjectNode create = CREATE.firstSuccess().request().deepCopy();
    create.put(account(CREATE).enterprise(), enterprise);
    Flow.Among modes = account(SEND).modes();
    create.put(modes.field(), Integer.parseInt(modes.values().get(0)));
    account =
        account(CREATE)
            .accountIn(http.post(CREATE.path(), create).json())
            .path(account(CREATE).id())
            .asLong();
    assertThat(account).isPositive();
  }

  private void deleteEnterprise() {
    ObjectNode delete = DELETE.firstSuccess().request().deepCopy();
    assertThat(
            http.post(DELETE.path(), delete.put(DELETE.flow().entity().id(), enterprise))
                .caseName())
        .isEqualTo(DELETE.firstSuccess().name());
  }

  @ParameterizedTest
  @MethodSource("ofAccounts")
  void call_ofADeletedEnterprise_isRejected(Operation operation) {
    deleteEnterprise();

    assertThat(http.post(operation.path(), request(operation)).caseName())
        .isEqualTo(
            operation
                .caseWhen(Condition.ENTERPRISE_UNKNOWN)
                .or(() -> operation.caseWhen(Condition.ACCOUNT_UNKNOWN))
                .or(() -> operation.caseWhen(Condition.SESSION_ENDED))
                .orElseThrow()
                .name());
  }

  @Test
  void upload_ofAnEnterpriseThatIsDeletedMeanwhile_findsNoTask() {
    Http.Response sent = http.post(SEND.path(), request(SEND));
    Operation upload =
        CONTRACT.operations(Flow.Role.REDEEMS_TASK).stream()
            .filter(operation -> SEND.linkTo(operation).isPresent())
            .findFirst()
            .orElseThrow();
    ObjectNode code = upload.firstSuccess().request().deepCopy();
    code.put(upload.flow().task(), sent.json().at(SEND.flow().taskAt()).asText());
    deleteEnterprise();

    assertThat(http.post(upload.path(), code).caseName())
        .isEqualTo(upload.caseWhen(Condition.TASK_ENDED).orElseThrow().name());
  }

  private ObjectNode request(Operation operation) {
    ObjectNode request = operation.firstSuccess().request().deepCopy();
    put(request, account(operation).enterprise(), enterprise);
    put(request, account(operation).id(), account);
    return request;
  }

  @Test
  void create_ofAnEnterpriseThatNobodyOrdered_isAccepted() {
    deleteEnterprise();
    ObjectNode create = CREATE.firstSuccess().request().deepCopy();
    create.put(account(CREATE).enterprise(), enterprise + 1);

    assertThat(http.post(CREATE.path(), create).caseName()).isEqualTo(CREATE.firstSuccess().name());
  }

  private static void put(ObjectNode request, String field, long value) {
    if (request.path(field).isTextual()) {
      request.put(field, Long.toString(value));
    } else if (request.has(field)) {
      request.put(field, value);
    }
  }
}
