package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.exchange.UnknownNameException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens mocks of one's own on the same server, and closes them. */
public final class SandboxesResource {
  private final Optional<Ports> ports;

  /** The server's ports, each of which leads to a mock of its own. */
  public interface Ports {
    /** Opens one more; if there are too many, it closes the one that was not used for longest. */
    URI open();

    /** Returns the addresses of those that are open. */
    List<URI> urls();

    /** Closes one, and returns whether it was open. */
    boolean close(int port);
  }

  /**
   * @param ports those of the server; none in a sandbox, which opens, tells and closes no other
   */
  SandboxesResource(Optional<Ports> ports) {
    this.ports = ports;
  }

  ControlResource resource() {
    return new ControlResource(
        "sandboxes", Map.of("GET", this::list, "POST", this::open), Map.of("DELETE", this::close));
  }

  private Ports ports() {
    return ports.orElseThrow(
        () ->
            new IllegalArgumentException(
                "This is a sandbox: ask for sandboxes at its server's own address."));
  }

  /** An open sandbox, by the host that it was asked for at. */
  private record Told(String id, String url) {
    static Told of(URI url, ControlRequest request) {
      String origin = request.call().origin().get();
      // Not as a URI, which has no host where its name has an underscore.
      String host = origin.isEmpty() ? url.getHost() : origin.replaceAll("^\\w+://|:\\d+$", "");
      return new Told(String.valueOf(url.getPort()), "http://%s:%d".formatted(host, url.getPort()));
    }
  }

  private Reply list(ControlRequest request) {
    return ControlJson.reply(ports().urls().stream().map(url -> Told.of(url, request)).toList());
  }

  private Reply open(ControlRequest request) {
    Iterator<String> members = request.body().fieldNames();
    if (members.hasNext()) {
      throw new IllegalArgumentException(
          "The body takes no member '%s': send none."
              .formatted(UnknownNameException.quoted(members.next())));
    }
    return ControlJson.reply(Told.of(ports().open(), request));
  }

  private Reply close(ControlRequest request) {
    String id = request.item("the sandbox", "ID");
    return ControlResource.removed(
        id.matches("\\d{1,5}") && ports().close(Integer.parseInt(id)) ? 1 : 0);
  }
}
