package io.github.qxylogin.mock.benchmark;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the load tool is to do.
 *
 * @param port the server's, on 127.0.0.1
 * @param connections how many callers, each waiting for its answer before it asks again
 * @param warmUp how long it runs before it counts
 * @param time how long it counts
 * @param rate requests a second; 0 for as many as the server answers
 * @param firstLogin the number of the first login, so that no two are of the same taxpayer
 * @param shots the requests that each caller repeats
 */
record LoadOrder(
    int port,
    int connections,
    Duration warmUp,
    Duration time,
    int rate,
    long firstLogin,
    Path shots) {

  String line() {
    return String.join(
        " ",
        Integer.toString(port),
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
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Duration.parse(words[2]),
        Duration.parse(words[3]),
        Integer.parseInt(words[4]),
        Long.parseLong(words[5]),
        Path.of(words[6]));
  }
}
