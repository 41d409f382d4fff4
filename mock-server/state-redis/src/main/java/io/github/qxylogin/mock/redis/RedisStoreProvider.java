package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreProvider;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens {@code redis://} and {@code rediss://}. */
public final class RedisStoreProvider implements StoreProvider {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");
  private static final Pattern NAME = Pattern.compile("[?&]name=([A-Za-z0-9._-]{1,64})(?:&|$)");
  private static final Pattern ANY_NAME = Pattern.compile("[?&]name=");
  private static final String USUAL = "default";

  /** Whom Redis takes everybody for who names no other. */
  private static final String REDIS_USER = "default";

  /** How long a reply may take, unless the address says otherwise. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Another where what the scripts write is not what those before can read. */
  private static final String FORMAT = "3";

  /** A lock of a day, and the time until it is noticed that nobody is there. */
  private static final Duration DAY = Duration.ofDays(1);

  private static final Duration MARGIN = Duration.ofMinutes(1);

  @Override
  public boolean opens(URI address) {
    return SCHEMES.contains(address.getScheme());
  }

  @Override
  public Store open(URI address, Optional<String> password, Contract contract) {
    String text = address.toString();
    Matcher named = NAME.matcher(text);
    boolean isNamed = named.find();
    if (!isNamed && ANY_NAME.matcher(text).find()) {
      throw new IllegalArgumentException(
          "the name of a state has to be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    String name = isNamed ? named.group(1) : USUAL;
    RedisURI uri = RedisURI.create(address);
    if (!text.contains("timeout=")) {
      uri.setTimeout(TIMEOUT);
    }
    RedisURI.Builder whole = RedisURI.builder(uri);
    password.ifPresent(secret -> whole.withAuthentication(user(address), secret.toCharArray()));
    RedisURI complete = whole.build();
    StoredJson json = new StoredJson(contract);
    String told =
        "%s://%s:%d/%d, name %s"
            .formatted(address.getScheme(), uri.getHost(), uri.getPort(), uri.getDatabase(), name);
    return new RedisStore(
        json,
        (tables, gathered) ->
            new Link(
                client(complete.getTimeout()),
                complete,
                told,
                new Keyspace(
                    prefix(name, tables, gathered, contract),
                    tables,
                    gathered.stream().flatMap(RedisGatheredFeed::keys).toList(),
                    lifetime(contract)),
                json));
  }

  /** Lettuce takes a user without a password for a password. */
  private static String user(URI address) {
    return Optional.ofNullable(address.getUserInfo())
        .map(user -> user.split(":", 2)[0])
        .filter(user -> !user.isEmpty())
        .orElse(REDIS_USER);
  }

  /** Never sends anything twice: whoever did not get a reply begins anew. */
  private static RedisClient client(Duration timeout) {
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .protocolVersion(ProtocolVersion.RESP2)
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
            .build());
    return client;
  }

  /** All of a state lies in one slot of a cluster; of another contract, it is another state. */
  private static String prefix(
      String name, List<Copy.Layout> tables, List<Copy.Layout> gathered, Contract contract) {
    StringBuilder remembered = new StringBuilder(FORMAT + contract.document());
    tables.forEach(layout -> remembered.append(layout).append(shape(layout.type())));
    gathered.forEach(layout -> remembered.append(layout.name()).append(shape(layout.type())));
    byte[] digest = sha256(remembered.toString());
    return "{qxy:%s}:%s:".formatted(name, HexFormat.of().formatHex(digest, 0, 6));
  }

  /** Tells all that is in a type, down to what has no parts. */
  private static String shape(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Stream.of(generic.getActualTypeArguments())
          .map(RedisStoreProvider::shape)
          .collect(Collectors.joining(",", generic.getRawType().getTypeName() + "<", ">"));
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return Stream.of(record.getRecordComponents())
          .map(part -> part.getName() + ":" + shape(part.getGenericType()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return type.getTypeName();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has it", impossible);
    }
  }

  /** Returns the longest time that the contract knows of. */
  private static Duration lifetime(Contract contract) {
    return contract.operations().stream()
        .flatMap(RedisStoreProvider::lifetimes)
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
                            operation.firstSuccess().answer().at(token.lifetime()).asLong())))
        .flatMap(Optional::stream);
  }
}
