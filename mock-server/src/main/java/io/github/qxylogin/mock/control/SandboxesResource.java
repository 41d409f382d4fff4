package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Opens mocks of one's own on the same server, and closes them. */
public final class SandboxesResource {
  private final Ports ports;

  /** The server's ports, each of which leads to a mock of its own. */
  public interface Ports {
    /**
     * Opens one more.
     *
     * @throws IllegalArgumentException if there are too many
     */
    URI open();

    /** Returns the addresses of those that are open. */
    List<URI> urls();

    /** Closes one, and returns whether it was open. */
    boolean close(int port);
  }

  SandboxesResource(Ports ports) {
    this.ports = ports;
  }

  ControlResource resource() {
    return new ControlResource(
        "sandboxes", Map.of("GET", this::list, "POST", this::open), Map.of("DELETE", this::close));
  }

  /** An open sandbox, by the host that it was asked for at. */
  private record Told(String id, String url) {
    static Told of(URI url, ControlRequest request) {
      String origin = request.call().origin().get();
      String host = origin.isEmpty() ? url.getHost() : URI.create(origin).getHost();
      return new Told(String.valueOf(url.getPort()), "http://%s:%d".formatted(host, url.getPort()));
    }
  }

  private Reply list(ControlRequest request) {
    return ControlJson.reply(ports.urls().stream().map(url -> Told.of(url, request)).toList());
  }

  private Reply open(ControlRequest request) {
    return ControlJson.reply(Told.of(ports.open(), request));
  }

  private Reply close(ControlRequest request) {
    String id = request.item("the sandbox", "ID");
    return ControlResource.removed(
        id.matches("\\d{1,5}") && ports.close(Integer.parseInt(id)) ? 1 : 0);
  }
}
