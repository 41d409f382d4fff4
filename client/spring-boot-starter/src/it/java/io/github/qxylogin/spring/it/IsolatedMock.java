package io.github.qxylogin.spring.it;

import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.ReflectionUtils;

/**
 * The mock server in a class loader of its own: it needs a newer Jackson than the tested
 * application has with Boot 2.7. Each method is the one of {@code LoginMock}.
 */
public interface IsolatedMock extends AutoCloseable {
  String url();

  String smsCode(String identity);

  IsolatedMock openSandbox();

  Verification verify();

  @Override
  void close();

  interface Verification {
    Verification operation(String id);

    void called(int times);
  }

  interface Builder {
    Builder credentials(String appKey, String appSecret);

    IsolatedMock start();
  }

  static Builder builder() throws Exception {
    String[] entries =
        Files.readString(Path.of(System.getProperty("mock.classpath"))).split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(entries[i].trim()).toUri().toURL();
    }
    ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    Class<?> mock = loader.loadClass("io.github.qxylogin.mock.LoginMock");
    return adapt(Builder.class, mock.getMethod("builder").invoke(null));
  }

  /** Returns an object that passes each call on to the target's method of the same name. */
  private static <T> T adapt(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Method same =
                  target.getClass().getMethod(method.getName(), method.getParameterTypes());
              Thread thread = Thread.currentThread();
              ClassLoader before = thread.getContextClassLoader();
              // The mock's threads inherit it, and its libraries look for services there.
              thread.setContextClassLoader(target.getClass().getClassLoader());
              Object result;
              try {
                result = ReflectionUtils.invokeMethod(same, target, arguments);
              } finally {
                thread.setContextClassLoader(before);
              }
              return method.getReturnType().getName().startsWith(IsolatedMock.class.getName())
                  ? adapt(method.getReturnType(), result)
                  : result;
            }));
  }
}
