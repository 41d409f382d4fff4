package io.github.qxylogin.spring.test;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.spring.QixiangyunLoginBuilderCustomizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the mock of an application context and directs the clients to it. All instances are equal,
 * so that Spring caches one context for test classes without other differences.
 */
record LoginMockContextCustomizer() implements ContextCustomizer {
  private static final ConfigurationPropertyName TOP_LEVEL =
      ConfigurationPropertyName.of("qixiangyun.login");
  private static final ConfigurationPropertyName CLIENTS = TOP_LEVEL.append("clients");
  private static final String APP_KEY = "mock-app-key";
  private static final String APP_SECRET = "mock-app-secret";

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    ConfigurableEnvironment environment = context.getEnvironment();
    Set<String> prefixes = prefixes(environment);
    LoginMock mock = LoginMock.builder().credentials(APP_KEY, APP_SECRET).start();
    DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
    beans.registerSingleton("loginMock", mock);
    beans.registerDisposableBean("loginMock", mock::close);
    QixiangyunLoginBuilderCustomizer mockClock = (client, builder) -> builder.clock(mock.clock());
    beans.registerSingleton("loginMockClock", mockClock);
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("loginMock", properties(prefixes, mock)));
  }

  /**
   * Returns the property prefix of each configured client, or the top-level prefix without clients.
   * Resolves no placeholders, because secrets have no value in tests.
   */
  private static Set<String> prefixes(ConfigurableEnvironment environment) {
    Set<String> prefixes = new LinkedHashSet<>();
    boolean topLevel = false;
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      topLevel |= source.getConfigurationProperty(TOP_LEVEL.append("app-key")) != null;
      if (source instanceof IterableConfigurationPropertySource names) {
        names.stream()
            .filter(CLIENTS::isAncestorOf)
            .map(name -> name.chop(CLIENTS.getNumberOfElements() + 1).toString())
            .forEach(prefixes::add);
      }
    }
    if (topLevel || prefixes.isEmpty()) {
      prefixes.add(TOP_LEVEL.toString());
    }
    return prefixes;
  }

  private static Map<String, Object> properties(Set<String> prefixes, LoginMock mock) {
    Map<String, Object> properties = new HashMap<>();
    // A client that the application adds later has the top-level address.
    properties.put(TOP_LEVEL + ".base-url", mock.url());
    for (String prefix : prefixes) {
      properties.put(prefix + ".base-url", mock.url());
      properties.put(prefix + ".app-key", APP_KEY);
      properties.put(prefix + ".app-secret", APP_SECRET);
    }
    return properties;
  }
}
