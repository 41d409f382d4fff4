package io.github.qxylogin.mock.mcp;

import static java.util.Arrays.copyOfRange;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the MCP server. Exits 0 when its standard input ends, 1 when no mock starts,
 * 2 for a wrong option.
 */
@Command(
    name = "mock-server mcp",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false)
public final class McpMain implements Callable<Integer> {
  private static final String MOCK_JAR = "qixiangyun.mock-server.jar";
  private static final String LISTENING = "listening on ";

  @Option(names = "--url", paramLabel = "URL")
  private @Nullable URI url;

  @Option(
      names = "--control-token",
      paramLabel = "TOKEN",
      defaultValue = "${env:QXY_CONTROL_TOKEN}")
  private Optional<String> controlToken = Optional.empty();

  @Option(names = "--lang", paramLabel = "en|zh")
  private Texts.Language language = Texts.Language.of(System.getenv());

  @Spec private CommandSpec spec;

  private final OutputStream protocol;

  private McpMain(OutputStream protocol) {
    this.protocol = protocol;
  }

  /** Serves until standard input ends. */
  public static void main(String[] args) {
    PrintStream protocol = System.out;
    // Only the protocol writes to standard output.
    System.setOut(System.err);
    McpMain main = new McpMain(protocol);
    CommandLine commandLine = new CommandLine(main);
    String version = McpMain.class.getPackage().getImplementationVersion();
    main.spec.version(Objects.requireNonNullElse(version, "(unpackaged)"));
    int code =
        commandLine
            .setResourceBundle(new Texts(main.language).messages())
            .setOut(utf8(protocol))
            .setErr(utf8(System.err))
            .setParameterExceptionHandler(McpMain::reject)
            // A batch file cannot drop its first argument.
            .execute(
                args.length > 0 && args[0].equals("mcp")
                    ? copyOfRange(args, 1, args.length)
                    : args);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int reject(ParameterException wrong, String[] args) {
    wrong.getCommandLine().getErr().println(wrong.getMessage() + " (--help)");
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public Integer call() {
    Texts texts = new Texts(language);
    try {
      URI address = url == null ? startMock() : url;
      McpServer.sync(
              new StdioServerTransportProvider(McpJsonDefaults.getMapper(), System.in, protocol))
          .serverInfo("qixiangyun-login-mock", spec.version()[0])
          .instructions(texts.message("instructions", address))
          .capabilities(ServerCapabilities.builder().tools(false).build())
          // The mock checks its input and reports errors.
          .validateToolInputs(false)
          .jsonSchemaValidator((schema, value) -> ValidationResponse.asValid(""))
          .tools(new Tools(new MockClient(address, controlToken, texts), texts).all())
          .build();
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException noAddress) {
      throw new ParameterException(spec.commandLine(), "--url: " + noAddress.getMessage());
    } catch (IOException noMock) {
      spec.commandLine().getErr().println(texts.message("no-mock", noMock.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** Starts a mock that ends with this process, and returns its address. */
  private static URI startMock() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = System.getProperty(MOCK_JAR, "qixiangyun-login-mock-server.jar");
    Process mock =
        new ProcessBuilder(java, "-jar", jar, "--port", "0")
            .redirectError(Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(mock::destroy, "mock"));
    String line = mock.inputReader(StandardCharsets.UTF_8).readLine();
    if (line == null) {
      throw new IOException(jar);
    }
    return URI.create(line.substring(LISTENING.length()));
  }
}
