package io.github.qxylogin.mock.redis;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreProvider;
import java.net.URI;
import java.util.Optional;

/** Opens stores in Redis that go by the clocks of their mocks, for tests that set these. */
public final class OwnClockProvider implements StoreProvider {
  private static final String OWN_CLOCK = "own-clock-";

  static URI address(RealRedis redis, String query) {
    return URI.create(OWN_CLOCK + redis.address(query));
  }

  @Override
  public boolean opens(URI address) {
    return address.getScheme().startsWith(OWN_CLOCK);
  }

  @Override
  public Store open(URI address, Optional<String> password, Contract contract) {
    return new RedisStoreProvider((own, stores) -> own)
        .open(URI.create(address.toString().substring(OWN_CLOCK.length())), password, contract);
  }
}
