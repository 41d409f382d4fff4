package io.github.qxylogin.mock;

/** Words the answers to requests that are refused before the mock has seen them. */
interface EdgeAnswers {

  /**
   * Returns the answer of a refusal.
   *
   * @param problem what was wrong with the request
   * @param control whether the request was for what only the mock has, such as the control API
   */
  Reply refuse(int status, EdgeProblem problem, boolean control);
}
