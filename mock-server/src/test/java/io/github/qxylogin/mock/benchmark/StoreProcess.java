package io.github.qxylogin.mock.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Redis or Valkey that keeps nothing on disk, in a process of its own. */
final class StoreProcess implements AutoCloseable {
  private final ServerProcess process;

  private StoreProcess(ServerProcess process) {
    this.process = process;
  }

  /**
   * What a store has done since it began, as it counts itself.
   *
   * @param micros how long its one thread was busy
   * @param scripts calls of scripts: the round trips of the mocks
   */
  record Work(double micros, double scripts) {
    static final Work NONE = new Work(0, 0);

    Work since(Work before) {
      return new Work(micros - before.micros, scripts - before.scripts);
    }
  }

  /** Starts one, if one is installed. */
  static Optional<StoreProcess> start() throws InterruptedException {
    for (String binary : List.of("redis-server", "valkey-server")) {
      try {
        return Optional.of(new StoreProcess(new ServerProcess(port -> command(binary, port))));
      } catch (IOException notInstalled) {
        // The other one may be.
      }
    }
    return Optional.empty();
  }

  private static List<String> command(String binary, int port) {
    return List.of(
        binary, "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
  }

  int port() {
    return process.port();
  }

  /** Returns the option for a state store on a port. */
  static String[] options(int port) {
    // A machine that does more than it can is no failure here.
    return new String[] {"--state", "redis://127.0.0.1:" + port + "?timeout=20s"};
  }

  Work work() throws IOException {
    Map<String, String> info =
        ask("INFO all")
            .lines()
            .map(line -> line.split(":", 2))
            .filter(words -> words.length == 2)
            .collect(Collectors.toMap(words -> words[0], words -> words[1], (a, b) -> a));
    double scripts =
        info.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("cmdstat_eval"))
            .mapToDouble(entry -> Double.parseDouble(entry.getValue().split("[=,]", 3)[1]))
            .sum();
    return new Work(1e6 * (cpu(info, "used_cpu_user") + cpu(info, "used_cpu_sys")), scripts);
  }

  private static double cpu(Map<String, String> info, String kind) {
    String process = info.get(kind);
    return Double.parseDouble(info.getOrDefault(kind + "_main_thread", process));
  }

  private String ask(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n") < 0) {
        head.append((char) in.readByte());
      }
      return head.charAt(0) == '$'
          ? new String(in.readNBytes(Integer.parseInt(head.substring(1).strip())), UTF_8)
          : head.toString();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
