package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Condition;

/** Words the edge's refusals: in the platform's envelope, but for what only the mock has. */
final class EdgeReplies implements EdgeAnswers {
  private final CatalogueAnswers failures;

  EdgeReplies(CatalogueAnswers failures) {
    this.failures = failures;
  }

  @Override
  public Reply refuse(int status, EdgeProblem problem) {
    return switch (problem) {
      case BODY_TOO_LARGE -> failure(status, Condition.BODY_TOO_LARGE);
      case HEADERS_TOO_LARGE -> failure(status, Condition.HEADERS_TOO_LARGE);
      case BODY_TOO_SLOW -> failure(status, Condition.BODY_TOO_SLOW);
      case SERVER_BUSY -> failure(status, Condition.SERVER_BUSY);
      case BODY_ENCODING -> failure(status, Condition.BODY_ENCODING_WRONG);
      case MALFORMED_HTTP -> failure(status, Condition.HTTP_MALFORMED);
      case NOT_FOUND -> failure(status, Condition.PATH_UNKNOWN);
      case INTERNAL_ERROR -> failure(status, Condition.SERVER_FAILED);
      case FOREIGN_HOST ->
          Reply.problem(
              403, "Foreign host", "The control API answers to the mock's own host only.");
      case FOREIGN_ORIGIN ->
          Reply.problem(403, "Foreign origin", "The control API answers no other site's pages.");
      case REPEATED_HEADER ->
          Reply.problem(
              400,
              "Repeated header",
              "The control API takes each of %s once."
                  .formatted(String.join(", ", SameHostGuard.READ)));
      case FORM_POST ->
          Reply.problem(
              415,
              "Form post",
              "The control API takes no forms: send Content-Type: application/json.");
      case NO_TOKEN -> ControlCalls.tokenNeeded();
    };
  }

  private Reply failure(int status, Condition condition) {
    return Reply.of(failures.failure(status, condition));
  }
}
