package io.github.qxylogin.mock.redis;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreProvider;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens {@code redis://} and {@code rediss://}. */
public final class RedisStoreProvider implements StoreProvider {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");
  private static final Pattern NAME = Pattern.compile("[?&]name=([^&]*)");
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String USUAL = "default";

  /** Redis's default user. */
  private static final String REDIS_USER = "default";

  /** The default timeout of a response. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** A call has some three dependent reads. */
  private static final int GUESSED_RUNS = 4;

  private final BinaryOperator<Instant> clock;

  public RedisStoreProvider() {
    this((own, stores) -> stores);
  }

  /**
   * @param clock chooses of the times of the machine and of the store
   */
  RedisStoreProvider(BinaryOperator<Instant> clock) {
    this.clock = clock;
  }

  @Override
  public boolean opens(URI address) {
    return SCHEMES.contains(address.getScheme());
  }

  @Override
  public Store open(URI address, Optional<String> password, Contract contract) {
    String text = address.toString();
    Matcher named = NAME.matcher(text);
    String name = named.find() ? named.group(1) : USUAL;
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a state has to be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    RedisURI uri = RedisURI.create(address);
    if (!text.contains("timeout=")) {
      uri.setTimeout(TIMEOUT);
    }
    RedisURI.Builder whole = RedisURI.builder(uri);
    password.ifPresent(secret -> whole.withAuthentication(user(address), secret.toCharArray()));
    SharedState state = new SharedState(whole.build(), name, contract);
    return new Store(new RedisStorage(state, new StoredJson(contract), clock), GUESSED_RUNS);
  }

  /** Lettuce takes a user without a password for a password. */
  private static String user(URI address) {
    return Optional.ofNullable(address.getUserInfo())
        .map(user -> user.split(":", 2)[0])
        .filter(user -> !user.isEmpty())
        .orElse(REDIS_USER);
  }
}
