package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.store.Storage.Layout;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.protocol.ProtocolVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A state on a server, by its name and its contract. */
record SharedState(RedisURI address, String name, Contract contract) {
  /** Changes when the scripts write what those before cannot read. */
  private static final String FORMAT = "6";

  private static final int FINGERPRINT = 12;

  /** A lock of a day, and the time until an idle state expires. */
  private static final Duration DAY = Duration.ofDays(1);

  private static final Duration MARGIN = Duration.ofMinutes(1);

  Duration timeout() {
    return address.getTimeout();
  }

  /** Names the state without its password. */
  @Override
  public String toString() {
    return "%s://%s:%d/%d, name %s"
        .formatted(
            address.isSsl() ? "rediss" : "redis",
            address.getHost(),
            address.getPort(),
            address.getDatabase(),
            name);
  }

  /** The client sends no command twice: it does not reconnect by itself. */
  RedisClient client() {
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .protocolVersion(ProtocolVersion.RESP2)
            .timeoutOptions(TimeoutOptions.enabled(timeout()))
            .socketOptions(SocketOptions.builder().connectTimeout(timeout()).build())
            .build());
    return client;
  }

  /**
   * Returns the prefix of all keys. A state has one slot of a cluster. Mocks of another contract,
   * or with other data, have another state.
   */
  String prefix(Collection<Layout> layouts) {
    StringBuilder remembered = new StringBuilder(FORMAT + contract.document());
    layouts.stream().map(SharedState::shape).sorted().forEach(remembered::append);
    String digest = Base16.digest(remembered.toString().getBytes(UTF_8));
    return "{qxy:%s}:%s:".formatted(name, digest.substring(0, FINGERPRINT));
  }

  private static String shape(Layout layout) {
    return layout.name() + ":" + shape(layout.type().getType());
  }

  /** Describes a type with all its parts. */
  private static String shape(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Stream.of(generic.getActualTypeArguments())
          .map(SharedState::shape)
          .collect(Collectors.joining(",", generic.getRawType().getTypeName() + "<", ">"));
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return Stream.of(record.getRecordComponents())
          .map(part -> part.getName() + ":" + shape(part.getGenericType()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return type.getTypeName();
  }

  /** Returns the longest time of the contract: the state outlives the last mock by it. */
  Duration lifetime() {
    return contract.operations().stream()
        .flatMap(SharedState::lifetimes)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(MARGIN);
  }

  private static Stream<Duration> lifetimes(Operation operation) {
    return Stream.of(
            operation.inFlow(Flow::sessionLifetime),
            operation.inFlow(Flow::taskLifetime),
            operation.inFlow(Flow::resendAfter),
            operation.inFlow(Flow::status).map(Flow.Status::runsFor),
            operation.inFlow(Flow::lock).filter(lock -> lock.midnight() != null).map(l -> DAY),
            operation
                .inFlow(Flow::token)
                .map(
                    token ->
                        Duration.ofMillis(
                            operation.firstSuccess().response().at(token.lifetime()).asLong())))
        .flatMap(Optional::stream);
  }
}
