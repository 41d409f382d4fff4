package io.github.qxylogin.client;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the classes of the class path anew, without one of its files. */
public final class JarWithout extends URLClassLoader {
  private final String missing;

  public JarWithout(String missing) throws MalformedURLException {
    super(classPath(), ClassLoader.getPlatformClassLoader());
    this.missing = missing;
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  @Override
  public URL getResource(String name) {
    return name.endsWith("/" + missing) ? null : super.getResource(name);
  }
}
