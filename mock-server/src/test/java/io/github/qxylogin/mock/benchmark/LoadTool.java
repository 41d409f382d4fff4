package io.github.qxylogin.mock.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A closed-loop HTTP load in one thread: each caller keeps its connection, and sends the next
 * request after its response. Takes orders from standard input, a line each, and writes a result or
 * an error, so that it stays warm from one order to the next.
 */
final class LoadTool {
  private final LoadOrder order;
  private final List<LoadConnection> callers = new ArrayList<>();
  private final long start = System.nanoTime();
  private final long countFrom;
  private final long end;
  private int[] latencies = new int[1 << 16];
  private int count;
  private long responses;
  private long nextLogin;

  private LoadTool(LoadOrder order) {
    this.order = order;
    this.countFrom = start + order.warmUp().toNanos();
    this.end = countFrom + order.time().toNanos();
    this.nextLogin = order.firstLogin();
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        out.println(new LoadTool(LoadOrder.parse(line)).run().line());
      } catch (IOException failed) {
        out.println("failed: " + failed.getMessage().replaceAll("\\s+", " "));
      }
    }
  }

  private LoadResult run() throws IOException {
    List<Shot> shots = Shot.read(order.shots());
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < order.connections(); i++) {
        callers.add(new LoadConnection(order.ports(), i, shots, () -> nextLogin++, selector));
      }
      if (order.rate() == 0) {
        closedLoop(selector);
      } else {
        paced(selector);
      }
    } finally {
      for (LoadConnection caller : callers) {
        caller.close();
      }
    }
    return LoadResult.of(
        Arrays.copyOf(latencies, count), order.time().toNanos() / 1e9, responses, nextLogin);
  }

  private void closedLoop(Selector selector) throws IOException {
    for (LoadConnection caller : callers) {
      caller.send(System.nanoTime());
    }
    while (System.nanoTime() < end) {
      select(selector, true);
    }
  }

  /** A caller that is behind its time sends at once, and its latency counts from that time. */
  private void paced(Selector selector) throws IOException {
    long interval = 1_000_000_000L * callers.size() / order.rate();
    long[] due = new long[callers.size()];
    for (int i = 0; i < due.length; i++) {
      due[i] = start + interval * i / due.length;
    }
    long[] asked = new long[callers.size()];
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      for (int i = 0; i < due.length; i++) {
        LoadConnection caller = callers.get(i);
        if (caller.since == 0 && due[i] <= now) {
          boolean late = asked[i] > due[i];
          caller.send(late ? due[i] : now);
          due[i] += interval;
        }
        asked[i] = caller.since == 0 ? asked[i] : now;
      }
      select(selector, false);
    }
  }

  private void select(Selector selector, boolean again) throws IOException {
    selector.select(1);
    for (var key : selector.selectedKeys()) {
      LoadConnection caller = (LoadConnection) key.attachment();
      long since = caller.since;
      if (caller.receive()) {
        long now = System.nanoTime();
        count(since, now);
        if (again) {
          caller.send(now);
        }
      }
    }
    selector.selectedKeys().clear();
  }

  private void count(long since, long now) {
    responses++;
    if (now < countFrom || now > end) {
      return;
    }
    if (count == latencies.length) {
      latencies = Arrays.copyOf(latencies, 2 * count);
    }
    latencies[count++] = (int) Math.min((now - since) / 100, Integer.MAX_VALUE);
  }
}
