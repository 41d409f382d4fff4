package io.github.qxylogin.codegen;

import io.github.qxylogin.contract.build.Bundle;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Resources;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A client of another contract: generated and compiled as the build of the client does it. */
final class GeneratedClient {
  private static final Path CLIENT = Path.of("..").toAbsolutePath().normalize();
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private GeneratedClient() {}

  /**
   * Makes the client of a contract, and loads it in place of the shipped one.
   *
   * @param root the contract's root document
   * @param user a Java source that uses the client
   * @param folder where all that is made goes
   */
  static URLClassLoader of(Path root, Path user, Path folder) throws Exception {
    Path bundle = folder.resolve("bundle");
    Bundle.write(new Bundler(root), bundle);
    Path generated = folder.resolve("generated");
    generate(bundle.resolve(Resources.CONTRACT.substring(1)), generated);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> sources = new ArrayList<>(List.of(user));
    try (Stream<Path> files = Files.walk(generated)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
    }
    compile(sources, classes);
    // The facts of the contract lie among the sources.
    List<URL> first = new ArrayList<>(List.of(classes.toUri().toURL(), generated.toUri().toURL()));
    for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
      first.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(first.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static void generate(Path contract, Path to) throws Exception {
    Element configured = configuration();
    CodegenConfigurator configurator = new CodegenConfigurator();
    configurator.setInputSpec(contract.toString());
    configurator.setOutputDir(to.toString());
    configurator.setGeneratorName(text(configured, "generatorName"));
    configurator.setLibrary(text(configured, "library"));
    configurator.setApiPackage(text(configured, "apiPackage"));
    configurator.setModelPackage(text(configured, "modelPackage"));
    configurator.setInvokerPackage(text(configured, "invokerPackage"));
    configurator.setTemplateDir(CLIENT.resolve("src/main/templates").toString());
    configurator.setSchemaMappings(pairs(text(configured, "schemaMappings")));
    NodeList options = configured.getElementsByTagName("configOptions").item(0).getChildNodes();
    for (int i = 0; i < options.getLength(); i++) {
      if (options.item(i).getNodeType() == Node.ELEMENT_NODE) {
        configurator.addAdditionalProperty(
            options.item(i).getNodeName(), options.item(i).getTextContent());
      }
    }
    NodeList properties = configured.getElementsByTagName("additionalProperty");
    for (int i = 0; i < properties.getLength(); i++) {
      pairs(properties.item(i).getTextContent()).forEach(configurator::addAdditionalProperty);
    }
    configurator.addGlobalProperty("apis", "");
    configurator.addGlobalProperty("models", "");
    configurator.addGlobalProperty("apiTests", "false");
    configurator.addGlobalProperty("modelTests", "false");
    configurator.addGlobalProperty("apiDocs", "false");
    configurator.addGlobalProperty("modelDocs", "false");
    configurator.addGlobalProperty(
        "supportingFiles", text(configured, "supportingFilesToGenerate"));
    new DefaultGenerator().opts(configurator.toClientOptInput()).generate();
  }

  /** Returns how the client's own build generates. */
  private static Element configuration() throws Exception {
    NodeList plugins =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(CLIENT.resolve("pom.xml").toFile())
            .getElementsByTagName("plugin");
    for (int i = 0; i < plugins.getLength(); i++) {
      Element plugin = (Element) plugins.item(i);
      if (text(plugin, "artifactId").equals("openapi-generator-maven-plugin")) {
        return (Element) plugin.getElementsByTagName("configuration").item(0);
      }
    }
    throw new AssertionError("the client's pom.xml runs no generator");
  }

  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  private static void compile(List<Path> sources, Path to) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-d", to.toString(), "-classpath", CLASS_PATH);
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new AssertionError(said);
      }
    }
  }
}
