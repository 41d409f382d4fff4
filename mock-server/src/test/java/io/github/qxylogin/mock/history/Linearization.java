package io.github.qxylogin.mock.history;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether calls that overlapped can be put one after the other so that {@link LoginModel}
 * explains every response, without moving any call out of the time that it took. Wing and Gong's
 * search, with the states that were reached kept, and repeated at each response, so that the time
 * it takes grows with the length of the history and not with the square of it.
 *
 * <p>Histories of one person are added piece by piece; no call may overlap two pieces.
 */
final class Linearization {
  private Set<Candidate> candidates;

  Linearization(LoginModel start) {
    candidates = Set.of(new Candidate(start, Set.of()));
  }

  /** A state that may be the true one, and which unanswered calls have taken effect in it. */
  private record Candidate(LoginModel state, Set<Observed> placed) {
    Optional<Candidate> place(Observed next) {
      Set<Observed> more = new HashSet<>(placed);
      return more.add(next)
          ? state.after(next.call(), next.response()).map(s -> new Candidate(s, more))
          : Optional.empty();
    }

    Candidate forget(Observed returned) {
      Set<Observed> others = new HashSet<>(placed);
      others.remove(returned);
      return new Candidate(state, others);
    }
  }

  private record Event(long time, boolean isResponse, Observed observed) {}

  /** Returns what is wrong with the history, or nothing when there is an order that explains it. */
  Optional<String> fault(List<Observed> history) {
    Set<Observed> open = new LinkedHashSet<>();
    for (Event event : events(history)) {
      Observed observed = event.observed();
      if (!event.isResponse()) {
        open.add(observed);
        continue;
      }
      Set<Candidate> next = new HashSet<>();
      Set<Candidate> seen = new HashSet<>();
      candidates.forEach(candidate -> reach(observed, candidate, open, seen, next));
      if (next.isEmpty()) {
        return Optional.of(explanation(observed, open, history));
      }
      candidates = next;
      open.remove(observed);
    }
    return Optional.empty();
  }

  /** Collects the candidates in which a call that ends now has taken effect. */
  private static void reach(
      Observed returned,
      Candidate from,
      Set<Observed> open,
      Set<Candidate> seen,
      Set<Candidate> reached) {
    if (!seen.add(from)) {
      return;
    }
    if (from.placed().contains(returned)) {
      reached.add(from.forget(returned));
      return;
    }
    for (Observed next : open) {
      from.place(next).ifPresent(to -> reach(returned, to, open, seen, reached));
    }
  }

  /** At the same time, a beginning comes before an end: the two calls overlap. */
  private static List<Event> events(List<Observed> history) {
    List<Event> events = new ArrayList<>();
    for (Observed observed : history) {
      events.add(new Event(observed.invoked(), false, observed));
      events.add(new Event(observed.returned(), true, observed));
    }
    events.sort(comparingLong(Event::time).thenComparing(comparing(Event::isResponse)));
    return events;
  }

  private String explanation(Observed unexplained, Set<Observed> open, List<Observed> history) {
    return "no order of the calls explains\n  %s\nbeside\n%s\nin any of\n%s\nof the history\n%s"
        .formatted(
            unexplained,
            lines(open),
            lines(candidates.stream().map(Candidate::state).distinct().toList()),
            lines(history.stream().sorted(comparingLong(Observed::invoked)).toList()));
  }

  private static String lines(Iterable<?> things) {
    List<String> lines = new ArrayList<>();
    things.forEach(thing -> lines.add("  " + thing));
    return lines.stream().collect(joining("\n"));
  }
}
