package io.github.qxylogin.spring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties {@code qixiangyun.login.*}: the top-level client, and further ones below {@code
 * clients.NAME}. All top-level options but AppKey and AppSecret are their defaults.
 */
@ConfigurationProperties(QixiangyunLoginProperties.PREFIX)
public class QixiangyunLoginProperties extends ClientProperties {
  static final String PREFIX = "qixiangyun.login";

  /** Where access tokens are kept. A TokenStore bean takes precedence. */
  private TokenStoreType tokenStore = TokenStoreType.MEMORY;

  /** Further clients, by name. */
  private final Map<String, ClientProperties> clients = new LinkedHashMap<>();

  private final Redis redis = new Redis();

  public TokenStoreType getTokenStore() {
    return tokenStore;
  }

  public void setTokenStore(TokenStoreType tokenStore) {
    this.tokenStore = tokenStore;
  }

  public Map<String, ClientProperties> getClients() {
    return clients;
  }

  public Redis getRedis() {
    return redis;
  }

  /** Where access tokens can be kept. */
  public enum TokenStoreType {
    /** In this process. */
    MEMORY,
    /** In Redis or Valkey, through the StringRedisTemplate, shared by several processes. */
    REDIS
  }

  /** How tokens are kept in Redis. */
  public static class Redis {
    /** The prefix of each key. */
    private String keyPrefix = "qixiangyun:login:";

    /**
     * How soon the lock of a process that died expires; a process that still fetches its token
     * extends it. Below two thirds of call-timeout.
     */
    private Duration lockTime = Duration.ofSeconds(5);

    public String getKeyPrefix() {
      return keyPrefix;
    }

    public void setKeyPrefix(String keyPrefix) {
      this.keyPrefix = keyPrefix;
    }

    public Duration getLockTime() {
      return lockTime;
    }

    public void setLockTime(Duration lockTime) {
      this.lockTime = lockTime;
    }
  }
}
