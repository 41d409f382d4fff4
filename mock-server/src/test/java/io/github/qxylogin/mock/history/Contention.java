package io.github.qxylogin.mock.history;

import io.github.qxylogin.mock.history.LoginCall.Reset;
import io.github.qxylogin.mock.history.LoginCall.Send;
import io.github.qxylogin.mock.history.LoginCall.Upload;
import java.util.List;

/** Counts the calls that competed for the same thing: a history without any proves nothing. */
final class Contention {
  private int calls;
  private int redemptions;
  private int contestedTasks;
  private int contestedSends;
  private int contestedSessions;
  private int besideResets;

  void count(List<Observed> history) {
    calls += history.size();
    for (Observed one : history) {
      if (one.call() instanceof Upload && one.response() instanceof LoginResult.LoggedIn) {
        redemptions++;
        contestedTasks += lost(one, LoginResult.Plain.ENDED, history) ? 1 : 0;
        contestedSessions += isContested(one, history) ? 1 : 0;
      } else if (one.call() instanceof Send && one.response() instanceof LoginResult.Sent) {
        contestedSends += lost(one, LoginResult.Plain.TOO_FREQUENT, history) ? 1 : 0;
      } else if (one.call() instanceof Reset) {
        besideResets += (int) history.stream().filter(one::overlaps).count() - 1;
      }
    }
  }

  private static boolean lost(Observed one, LoginResult error, List<Observed> history) {
    return history.stream()
        .anyMatch(
            o -> o.call().equals(one.call()) && o.response().equals(error) && o.overlaps(one));
  }

  /** Another login of the same person at the same time ends this one's session, or the reverse. */
  private static boolean isContested(Observed login, List<Observed> history) {
    return history.stream()
        .anyMatch(
            o ->
                o.response() instanceof LoginResult.LoggedIn
                    && !o.call().equals(login.call())
                    && o.overlaps(login));
  }

  int redemptions() {
    return redemptions;
  }

  /** Returns how many tasks were redeemed while somebody else tried to, and lost. */
  int contestedTasks() {
    return contestedTasks;
  }

  /** Returns how many logins happened while the same person logged in to another account. */
  int contestedSessions() {
    return contestedSessions;
  }

  /** Returns how many SMS were sent while somebody else requested the same, and was rejected. */
  int contestedSends() {
    return contestedSends;
  }

  /** Returns how many calls ran during a reset. */
  int besideResets() {
    return besideResets;
  }

  @Override
  public String toString() {
    return "%d calls, %d redemptions; contested: %d tasks, %d sessions, %d sends; beside resets: %d"
        .formatted(
            calls, redemptions, contestedTasks, contestedSessions, contestedSends, besideResets);
  }
}
