package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.codegen.Service.Continuation;
import io.github.qxylogin.codegen.Service.Member;
import io.github.qxylogin.codegen.Service.Parameter;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {
  private static final Operation OPERATION = Contract.load().operations().get(1);

  private static Member member(String name, String type) {
    return new Member(name, List.of(), name, type, "", false, true, true);
  }

  private static Continuation next(String operation) {
    return new Continuation(operation, "", "Void", "config", "Request", null, List.of(), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"outcome", "sent", "builder", "bindTo", "outcomeName"})
  void check_memberThatAnOutcomeHasItself_isRejected(String name) {
    assertThatThrownBy(
            () ->
                ReservedNames.check(OPERATION, "Done", List.of(member(name, "String")), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(OPERATION.id() + ": a member of an outcome is called '" + name);
  }

  private static Stream<String> methodsOfAnyObject() {
    return Arrays.stream(Object.class.getDeclaredMethods())
        .filter(method -> !Modifier.isPrivate(method.getModifiers()))
        .map(Method::getName)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("methodsOfAnyObject")
  void check_memberThatAnyObjectHas_isRejected(String name) {
    assertThatThrownBy(
            () ->
                ReservedNames.check(OPERATION, "Done", List.of(member(name, "String")), List.of()))
        .hasMessageContaining("a member of an outcome is called '" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Outcome", "List", "Builder", "Void"})
  void check_outcomeCalledAsAnImportedType_isRejected(String name) {
    assertThatThrownBy(() -> ReservedNames.check(OPERATION, name, List.of(), List.of()))
        .hasMessageContaining("an outcome is called '" + name);
  }

  @Test
  void check_outcomeCalledAsTheTypeOfItsMember_isRejected() {
    assertThatThrownBy(
            () ->
                ReservedNames.check(
                    OPERATION,
                    "HostedAccount",
                    List.of(member("data", "List<HostedAccount>")),
                    List.of()))
        .hasMessageContaining("an outcome and the type of its member");
  }

  @Test
  void check_continuationCalledAsAMethod_isRejected() {
    assertThatThrownBy(
            () -> ReservedNames.check(OPERATION, "Done", List.of(), List.of(next("bindTo"))))
        .hasMessageContaining("an operation that continues it is called 'bindTo'");
  }

  @Test
  void check_memberNamedAsAContinuation_isRejected() {
    assertThatThrownBy(
            () ->
                ReservedNames.check(
                    OPERATION,
                    "Done",
                    List.of(member("proceed", "String")),
                    List.of(next("proceed"))))
        .hasMessageContaining("a member and a continuation is called 'proceed'");
  }

  /** A method with parameters does not conflict with the accessor. */
  @Test
  void check_memberNamedAsAContinuationWithParameters_isAllowed() {
    List<Parameter> parameters = List.of(new Parameter("smsCode", "String", ""));
    Continuation asking =
        new Continuation("proceed", "", "Void", "config", "Request", null, List.of(), parameters);

    assertThatCode(
            () ->
                ReservedNames.check(
                    OPERATION, "Done", List.of(member("proceed", "String")), List.of(asking)))
        .doesNotThrowAnyException();
  }

  @Test
  void check_memberNamedAsAContinuationOfAnElement_isAllowed() {
    Parameter element = new Parameter("account", "HostedAccount", "");
    Continuation asking =
        new Continuation("proceed", "", "Void", "config", "Request", element, List.of(), List.of());

    assertThatCode(
            () ->
                ReservedNames.check(
                    OPERATION, "Done", List.of(member("proceed", "String")), List.of(asking)))
        .doesNotThrowAnyException();
  }

  @Test
  void check_outcomeCalledAsPartOfAMembersType_isTaken() {
    assertThatCode(
            () ->
                ReservedNames.check(
                    OPERATION, "Done", List.of(member("data", "List<DoneItem>")), List.of()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "login", "members", "taskId"})
  void check_usualNames_areTaken(String name) {
    assertThatCode(
            () ->
                ReservedNames.check(
                    OPERATION, "Done", List.of(member(name, "String")), List.of(next("proceed"))))
        .doesNotThrowAnyException();
  }
}
