package io.github.qxylogin.mock.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the load tool is to do.
 *
 * @param ports the servers', on 127.0.0.1; each caller goes from one to the next with each request
 * @param connections how many callers, each waiting for its response before its next request
 * @param warmUp how long it runs before it counts
 * @param time how long it counts
 * @param rate requests a second; 0 for as many as the server can serve
 * @param firstLogin the number of the first login, so that no two are of the same taxpayer
 * @param shots the requests that each caller repeats
 */
record LoadOrder(
    List<Integer> ports,
    int connections,
    Duration warmUp,
    Duration time,
    int rate,
    long firstLogin,
    Path shots) {

  String line() {
    return String.join(
        " ",
        ports.stream().map(String::valueOf).collect(Collectors.joining(",")),
        Integer.toString(connections),
        warmUp.toString(),
        time.toString(),
        Integer.toString(rate),
        Long.toString(firstLogin),
        shots.toString());
  }

  static LoadOrder parse(String line) {
    String[] words = line.split(" ", 7);
    return new LoadOrder(
        Stream.of(words[0].split(",", -1)).map(Integer::valueOf).toList(),
        Integer.parseInt(words[1]),
        Duration.parse(words[2]),
        Duration.parse(words[3]),
        Integer.parseInt(words[4]),
        Long.parseLong(words[5]),
        Path.of(words[6]));
  }
}
