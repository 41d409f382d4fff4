package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MissingFieldTest {
  private static final Contract CONTRACT = Contract.load();
  private static final BundledSchemas SCHEMAS = ContractUnderTest.asItIs().bundled();

  record Made(Operation operation, Case documented) {
    static Stream<Made> all() {
      return CONTRACT.operations().stream()
          .flatMap(o -> o.cases().stream().map(c -> new Made(o, c)))
          .filter(made -> made.documented.when() == Condition.PARAMETER_MISSING)
          .filter(made -> !made.operation.missingFrom(made.documented.request()).isEmpty());
    }

    @Override
    public String toString() {
      return operation + "/" + documented;
    }
  }

  static Stream<Made> made() {
    return Made.all();
  }

  @Test
  void cases_ofTheContract_areThoseOfMostOperations() {
    assertThat(made().map(Made::operation).distinct()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("made")
  void request_missesTheFieldThatTheTextNamesIfAny(Made made) {
    String message = made.documented.response().path("message").asText();
    List<String> missing =
        made.operation.missingFrom(made.documented.request()).stream().map(Field::name).toList();
    String field =
        missing.stream().filter(message::contains).findFirst().orElseGet(() -> missing.get(0));

    assertThat(made.operation.caseMissing(field)).contains(made.documented);
  }

  @ParameterizedTest
  @MethodSource("made")
  void request_isRejectedByTheSchema(Made made) {
    String ref =
        CONTRACT
            .document()
            .at(Contract.place(made.operation))
            .at("/requestBody/content/application~1json/schema/$ref")
            .asText();

    assertThat(SCHEMAS.faults(ref.substring(1), made.documented.request())).isNotEmpty();
  }

  @Test
  void case_ofTheFiles_isTheOnlyOne() {
    assertThat(casesOf(CONTRACT.operation("uploadSmsCode"))).containsExactly("missing-nsrsbh");
  }

  @Test
  void case_noneInTheFiles_isOfTheFirstRequiredField() {
    Operation operation =
        read(
            document -> ContractUnderTest.ours(document, "uploadSmsCode").remove("missing-nsrsbh"));

    assertThat(casesOf(operation)).containsExactly("missing-task-id");
  }

  @ParameterizedTest
  @CsvSource({
    "pollAgreementQuery, missing-task-id", // The task that it polls.
    "uploadCookie, missing-cookie" // Not the field that chooses among the successes.
  })
  void case_noneInTheFiles_isOfTheFieldThatTheRoleNeedsMost(String id, String name) {
    assertThat(casesOf(CONTRACT.operation(id))).containsExactly(name);
  }

  @Test
  void request_ofAFieldThatEachAlternativeBegunNeeds_lacksNoOther() {
    Operation operation = CONTRACT.operation("checkEtaxSession");
    ObjectNode usual = operation.firstSuccess().request().deepCopy();

    Case made = operation.caseWhen(Condition.PARAMETER_MISSING).orElseThrow();

    assertThat(made.request()).isEqualTo(usual.without("nsrsbh"));
  }

  @Test
  void caseMissing_textThatNamesNoField_isThatOfEachRequiredField() {
    Operation operation = CONTRACT.operation("bindHostedNumber");

    assertThat(operation.fields())
        .extracting(field -> operation.caseMissing(field.name()).map(Case::name).orElse(""))
        .containsExactly("missing-parameter", "missing-parameter");
    assertThat(operation.caseMissing("other")).isEmpty();
  }

  private static Operation read(Consumer<ObjectNode> edit) {
    ObjectNode document = (ObjectNode) CONTRACT.document();
    edit.accept(document);
    ((ObjectNode)
            ContractUnderTest.operation(document, "uploadSmsCode").at(ContractUnderTest.RESPONSES))
        .remove("missing-nsrsbh");
    return Contract.of(document).operation("uploadSmsCode");
  }

  private static List<String> casesOf(Operation operation) {
    return operation.cases().stream()
        .filter(c -> c.when() == Condition.PARAMETER_MISSING)
        .map(Case::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "fetchToken, 4000", // The operation has no other parameter error.
    "createAccount, PARAMETER_ERROR", // It has one of the catalogue.
    "recoverLogin, 4000" // A code of another kind has this meaning here.
  })
  void code_isThatOfAnotherParameterError(String id, String code) {
    Operation operation = CONTRACT.operation(id);

    assertThat(operation.caseWhen(Condition.PARAMETER_MISSING).orElseThrow().code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "uploadNaturalPersonSmsCode, code data success message reqId", // As its errors.
    "sendResetSmsCode, code data success message reqId", // As its shortest error.
    "countSwitches, code success message timestamp reqId" // As its success, less the data.
  })
  void response_hasTheMembersOfAnotherResponse(String id, String members) {
    Case documented = CONTRACT.operation(id).caseWhen(Condition.PARAMETER_MISSING).orElseThrow();

    assertThat(documented.response().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(members.split(" "));
  }
}
