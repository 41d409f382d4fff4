package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.exchange.InvalidValueException;
import io.github.qxylogin.mock.exchange.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Opens mocks of one's own on the same server, and closes them.
 *
 * @param ports those of the server; none in a sandbox, which opens, lists and closes no other
 */
public record SandboxesResource(Optional<Ports> ports) {

  /** The server's ports, each of which leads to a mock of its own. */
  public interface Ports {
    /** Opens one more; if there are too many, it closes the one that was not used for longest. */
    URI open();

    /** Returns the addresses of those that are open. */
    List<URI> urls();

    /** Closes one, and returns whether it was open. */
    boolean close(int port);
  }

  private Ports server() {
    return ports.orElseThrow(() -> InvalidValueException.of("control.in-sandbox"));
  }

  /** Returns an open sandbox, by the host name that the request was sent to. */
  private static ObjectNode view(URI url, ControlRequest request) {
    String origin = request.call().origin().get();
    // Not as a URI, which has no host where its name has an underscore.
    String host = origin.isEmpty() ? url.getHost() : origin.replaceAll("^\\w+://|:\\d+$", "");
    String port = String.valueOf(url.getPort());
    return ControlJson.object().put("id", port).put("url", "http://" + host + ":" + port);
  }

  Reply list(ControlRequest request) {
    return ControlJson.reply(server().urls().stream().map(url -> view(url, request)).toList());
  }

  Reply open(ControlRequest request) {
    request.takesNoBody();
    return ControlJson.reply(view(server().open(), request));
  }

  Reply close(ControlRequest request) {
    String id = request.named();
    return ControlApi.removed(
        id.matches("\\d{1,5}") && server().close(Integer.parseInt(id)) ? 1 : 0);
  }
}
