package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.wire.Digest;
import java.util.List;
import java.util.Map;

/** The credentials of a caller. */
public record Credentials(String appKey, String appSecret) {
  /** Reads the credentials of an environment. */
  public static Credentials of(Map<String, String> environment) throws CouldNotRunException {
    List<String> missing =
        List.of(Variables.APP_KEY, Variables.APP_SECRET).stream()
            .filter(name -> environment.getOrDefault(name, "").isBlank())
            .toList();
    if (!missing.isEmpty()) {
      throw new CouldNotRunException(
          "--target needs credentials: set " + String.join(" and ", missing));
    }
    return new Credentials(
        environment.get(Variables.APP_KEY), environment.get(Variables.APP_SECRET));
  }

  /** Returns the form in which the AppSecret is sent. */
  public String hashedSecret() {
    return Digest.md5(appSecret.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "Credentials[appKey=" + appKey + "]";
  }
}
