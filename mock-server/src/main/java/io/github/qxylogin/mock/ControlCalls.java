package io.github.qxylogin.mock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers the control API below {@code /__mock}. */
final class ControlCalls {
  static final String PREFIX = "/__mock";

  private final ControlAccess access;
  private final Map<String, ControlResource> resources = new LinkedHashMap<>();

  ControlCalls(ControlAccess access, List<ControlResource> resources) {
    this.access = access;
    resources.forEach(resource -> this.resources.put(resource.name(), resource));
  }

  static boolean owns(String path) {
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  Reply answer(Call call) {
    ControlRequest request = ControlRequest.of(call, PREFIX);
    if (!access.allows(request)) {
      return Problem.NO_TOKEN.reply();
    }
    ControlResource resource = resources.get(request.resource());
    if (resource == null || resource.methods(request).isEmpty()) {
      return Reply.problem(404, "No such control call", PREFIX + " has: " + known());
    }
    Map<String, Function<ControlRequest, Reply>> methods = resource.methods(request);
    Function<ControlRequest, Reply> method =
        methods.get(call.method().equals("HEAD") ? "GET" : call.method());
    if (method == null) {
      String allowed = methods.keySet().stream().sorted().collect(Collectors.joining(", "));
      return Reply.problem(405, "Wrong method", "/" + resource.name() + " takes: " + allowed)
          .with("Allow", allowed);
    }
    try {
      return method.apply(request);
    } catch (BadControlRequestException wrong) {
      return Reply.problem(400, "Bad control request", wrong.getMessage(), wrong.available());
    }
  }

  private String known() {
    return resources.keySet().stream().map(name -> "/" + name).collect(Collectors.joining(", "));
  }
}
