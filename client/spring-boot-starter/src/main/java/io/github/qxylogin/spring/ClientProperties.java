package io.github.qxylogin.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The properties of one client. The defaults are those of the client's builder. */
public class ClientProperties {
  /** The AppKey from the vendor's console. */
  private @Nullable String appKey;

  /** The AppSecret from the vendor's console. */
  private @Nullable String appSecret;

  /** The base URL of the API; by default the real platform's. */
  private @Nullable String baseUrl;

  /** How long a call may take that costs and changes nothing; 15s unless set. */
  private @Nullable Duration callTimeout;

  /** How long any other call may take; 90s unless set. */
  private @Nullable Duration actionTimeout;

  /** How long one attempt of an idempotent call may take; unlimited unless set. */
  private @Nullable Duration attemptTimeout;

  /** How long connecting may take; 10s unless set. */
  private @Nullable Duration connectTimeout;

  /** How often a call is sent again where that is harmless, 0 to 10; 2 unless set. */
  private @Nullable Integer retries;

  public @Nullable String getAppKey() {
    return appKey;
  }

  public void setAppKey(@Nullable String appKey) {
    this.appKey = appKey;
  }

  public @Nullable String getAppSecret() {
    return appSecret;
  }

  public void setAppSecret(@Nullable String appSecret) {
    this.appSecret = appSecret;
  }

  public @Nullable String getBaseUrl() {
    return baseUrl;
  }

  public void setBaseUrl(@Nullable String baseUrl) {
    this.baseUrl = baseUrl;
  }

  public @Nullable Duration getCallTimeout() {
    return callTimeout;
  }

  public void setCallTimeout(@Nullable Duration callTimeout) {
    this.callTimeout = callTimeout;
  }

  public @Nullable Duration getActionTimeout() {
    return actionTimeout;
  }

  public void setActionTimeout(@Nullable Duration actionTimeout) {
    this.actionTimeout = actionTimeout;
  }

  public @Nullable Duration getAttemptTimeout() {
    return attemptTimeout;
  }

  public void setAttemptTimeout(@Nullable Duration attemptTimeout) {
    this.attemptTimeout = attemptTimeout;
  }

  public @Nullable Duration getConnectTimeout() {
    return connectTimeout;
  }

  public void setConnectTimeout(@Nullable Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  public @Nullable Integer getRetries() {
    return retries;
  }

  public void setRetries(@Nullable Integer retries) {
    this.retries = retries;
  }
}
