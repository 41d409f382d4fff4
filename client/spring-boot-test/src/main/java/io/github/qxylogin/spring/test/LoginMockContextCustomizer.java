package io.github.qxylogin.spring.test;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.spring.QixiangyunLoginBuilderCustomizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the mock of an application context and directs the clients to it. All are equal, so that
 * Spring caches one context for all test classes that differ in nothing else.
 */
record LoginMockContextCustomizer() implements ContextCustomizer {
  private static final String PREFIX = "qixiangyun.login";
  private static final String APP_KEY = "mock-app-key";
  private static final String APP_SECRET = "mock-app-secret";

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    LoginMock mock = LoginMock.builder().credentials(APP_KEY, APP_SECRET).start();
    DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
    beans.registerSingleton("loginMock", mock);
    beans.registerDisposableBean("loginMock", mock::close);
    QixiangyunLoginBuilderCustomizer followsTheMocksClock =
        (client, builder) -> builder.clock(mock.clock());
    beans.registerSingleton("loginMockClock", followsTheMocksClock);
    ConfigurableEnvironment environment = context.getEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("loginMock", properties(environment, mock)));
  }

  private static Map<String, Object> properties(
      ConfigurableEnvironment environment, LoginMock mock) {
    List<String> prefixes = new ArrayList<>(List.of(PREFIX));
    clients(environment).forEach(name -> prefixes.add(PREFIX + ".clients." + name));
    Map<String, Object> properties = new HashMap<>();
    for (String prefix : prefixes) {
      properties.put(prefix + ".base-url", mock.url());
      properties.put(prefix + ".app-key", APP_KEY);
      properties.put(prefix + ".app-secret", APP_SECRET);
    }
    return properties;
  }

  /** Resolves no placeholder: that of a secret has no value in a test. */
  private static Set<String> clients(ConfigurableEnvironment environment) {
    return new Binder(ConfigurationPropertySources.get(environment))
        .bind(PREFIX + ".clients", Bindable.mapOf(String.class, Object.class))
        .orElseGet(Map::of)
        .keySet();
  }
}
