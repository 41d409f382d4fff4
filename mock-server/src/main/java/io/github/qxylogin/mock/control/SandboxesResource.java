package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes sandboxes on the same server.
 *
 * @param ports those of the server; none in a sandbox, which opens, lists and closes no other
 */
public record SandboxesResource(Optional<Ports> ports) {

  record Opening(@Nullable String name) {
    Opening {
      if (name != null) {
        InvalidValueException.checkName("value.kind.sandbox", name);
      }
    }
  }

  /** The sandboxes of the server. */
  public interface Ports {
    /**
     * A port.
     *
     * @param name what its tester calls the mock; null when there is no name
     */
    record Port(URI url, @Nullable String name, Instant openedAt) {}

    /** Opens a sandbox; at the limit, closes the least recently used one. */
    Port open(@Nullable String name);

    /** Returns those that are open. */
    List<Port> all();

    /** Closes one, and returns whether it was open. */
    boolean close(int port);
  }

  private Ports server() {
    return ports.orElseThrow(() -> InvalidValueException.of("control.in-sandbox"));
  }

  /** Returns an open sandbox, by the host name that the request was sent to. */
  private static ObjectNode view(Ports.Port opened, ControlRequest request) {
    URI url = opened.url();
    String origin = request.http().origin().get();
    // Not as a URI, which has no host where its name has an underscore.
    String host = origin.isEmpty() ? url.getHost() : origin.replaceAll("^\\w+://|:\\d+$", "");
    String port = String.valueOf(url.getPort());
    return ControlJson.object()
        .put("id", port)
        .put("name", opened.name())
        .put("url", "http://" + host + ":" + port)
        .put("openedAt", opened.openedAt().toString())
        .removeIf(JsonNode::isNull);
  }

  MockResponse list(ControlRequest request) {
    return ControlJson.response(server().all().stream().map(each -> view(each, request)).toList());
  }

  MockResponse open(ControlRequest request) {
    return ControlJson.response(view(server().open(request.body(Opening.class).name()), request));
  }

  MockResponse close(ControlRequest request) {
    String id = request.named();
    return ControlApi.removed(
        id.matches("\\d{1,5}") && server().close(Integer.parseInt(id)) ? 1 : 0);
  }
}
