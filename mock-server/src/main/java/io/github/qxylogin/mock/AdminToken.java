package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.core.WireMockApp;
import java.util.Optional;
import java.util.Set;
import wiremock.jakarta.servlet.http.HttpServletRequest;

/** Asks for the control token before WireMock's own administration, where that is on. */
final class AdminToken {

  static final String ROOT = WireMockApp.ADMIN_CONTEXT_ROOT;

  private final GuardedPaths paths = new GuardedPaths(Set.of(ROOT));
  private final ControlAccess access;

  AdminToken(Optional<ControlAccess> admin) {
    this.access = admin.orElse(null);
  }

  /** Returns that the token is missing, or null. */
  Problem check(String decodedPath, HttpServletRequest request) {
    if (access == null || !paths.include(decodedPath, request.getRequestURI())) {
      return null;
    }
    String authorization = request.getHeader("Authorization");
    return access.allows(authorization == null ? "" : authorization) ? null : Problem.NO_TOKEN;
  }
}
