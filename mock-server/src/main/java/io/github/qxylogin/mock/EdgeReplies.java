package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Condition;

/**
 * Words the edge's refusals: in the platform's envelope where the API is called, and as RFC 9457
 * has it where the mock itself is.
 */
final class EdgeReplies implements EdgeAnswers {
  private final CatalogueAnswers failures;

  EdgeReplies(CatalogueAnswers failures) {
    this.failures = failures;
  }

  @Override
  public Reply refuse(int status, EdgeProblem problem, boolean control) {
    return control ? ofControl(status, problem) : ofApi(status, problem);
  }

  private Reply ofApi(int status, EdgeProblem problem) {
    return switch (problem) {
      case BODY_TOO_LARGE -> failure(status, Condition.BODY_TOO_LARGE);
      case HEADERS_TOO_LARGE -> failure(status, Condition.HEADERS_TOO_LARGE);
      case BODY_TOO_SLOW -> failure(status, Condition.BODY_TOO_SLOW);
      case SERVER_BUSY -> failure(status, Condition.SERVER_BUSY);
      case BODY_ENCODING -> failure(status, Condition.BODY_ENCODING_WRONG);
      case MALFORMED_HTTP -> failure(status, Condition.HTTP_MALFORMED);
      case NOT_FOUND -> failure(status, Condition.PATH_UNKNOWN);
      case INTERNAL_ERROR -> failure(status, Condition.SERVER_FAILED);
      case FOREIGN_HOST, FOREIGN_ORIGIN, REPEATED_HEADER, FORM_POST, NO_TOKEN ->
          ofControl(status, problem);
    };
  }

  private Reply failure(int status, Condition condition) {
    return Reply.of(failures.failure(status, condition));
  }

  private static Reply ofControl(int status, EdgeProblem problem) {
    return switch (problem) {
      case BODY_TOO_LARGE -> Reply.problem(status, "Body too large", "Send a smaller body.");
      case HEADERS_TOO_LARGE ->
          Reply.problem(status, "Headers too large", "Send a shorter address and fewer headers.");
      case BODY_TOO_SLOW ->
          Reply.problem(status, "Body too slow", "The body did not arrive in time.");
      case SERVER_BUSY ->
          Reply.problem(status, "Server busy", "Too many bodies are under way: send it again.");
      case BODY_ENCODING ->
          Reply.problem(status, "Body encoding", "The body is not what Content-Encoding says.");
      case MALFORMED_HTTP ->
          Reply.problem(status, "Malformed HTTP", "The request cannot be read as HTTP.");
      case NOT_FOUND -> Reply.problem(status, "Not found", "There is nothing at this path.");
      case INTERNAL_ERROR ->
          Reply.problem(status, "Internal error", "The mock failed; its error output says why.");
      case FOREIGN_HOST ->
          Reply.problem(
              status, "Foreign host", "The control API answers to the mock's own host only.");
      case FOREIGN_ORIGIN ->
          Reply.problem(status, "Foreign origin", "The control API answers no other site's pages.");
      case REPEATED_HEADER ->
          Reply.problem(
              status,
              "Repeated header",
              "The control API takes each of %s once."
                  .formatted(String.join(", ", SameHostGuard.READ)));
      case FORM_POST ->
          Reply.problem(
              status,
              "Form post",
              "The control API takes no forms: send Content-Type: application/json.");
      case NO_TOKEN -> ControlCalls.tokenNeeded();
    };
  }
}
