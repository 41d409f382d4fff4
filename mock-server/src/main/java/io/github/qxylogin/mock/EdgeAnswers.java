package io.github.qxylogin.mock;

/** Words the answers to requests that are refused before the mock has seen them. */
interface EdgeAnswers {

  /**
   * Returns the JSON document, in UTF-8, for a refusal.
   *
   * @param problem what was wrong with the request
   */
  byte[] json(int status, EdgeProblem problem);
}
