package io.github.qxylogin.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.qxylogin.codegen.Service.Member;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.openapitools.codegen.CodegenModel;
import org.openapitools.codegen.CodegenProperty;
import org.openapitools.codegen.SupportingFile;
import org.openapitools.codegen.TemplateManager;
import org.openapitools.codegen.api.TemplatePathLocator;
import org.openapitools.codegen.languages.JavaClientCodegen;
import org.openapitools.codegen.model.ModelMap;
import org.openapitools.codegen.model.ModelsMap;
import org.openapitools.codegen.model.OperationsMap;
import org.openapitools.codegen.templating.GeneratorTemplateContentLocator;
import org.openapitools.codegen.templating.MustacheEngineAdapter;
import org.openapitools.codegen.templating.TemplateManagerOptions;
import org.openapitools.codegen.utils.ModelUtils;
import org.openapitools.codegen.utils.StringUtils;

/**
 * Generates Retrofit interfaces and models, and beside each interface a service. A service's calls
 * return the outcomes of the contract.
 *
 * <p>The input is the bundled contract; its models are generated from {@link GeneratorView}. It
 * reads three properties beside those of the Java generator. {@value #SERVICE_PACKAGE} is the
 * package of the services. {@value #CLIENT_PACKAGE} is the package of the hand-written client.
 * {@value #STORED_TYPE} is a type that is stored as JSON but is in no request or response.
 *
 * <p>A schema that is mapped to a type of the same name that ends in "Id" has its type generated.
 *
 * <p>The rules for R8, ProGuard and GraalVM are generated into {@code META-INF}.
 */
public final class LoginCodegen extends JavaClientCodegen {
  static final String SERVICE_PACKAGE = "servicePackage";
  static final String CLIENT_PACKAGE = "clientPackage";
  static final String STORED_TYPE = "storedType";

  private static final String SERVICE_TEMPLATE = "service.mustache";
  private static final String RETROFIT_TEMPLATE = "retrofitService.mustache";
  private static final String SERVICE = "Service";
  private static final String JSON = "application/json";
  private static final String BODY = "/requestBody/content/application~1json";
  static final String DATA = "data";

  /** The annotation that the models' template writes above a field. */
  private static final String ANNOTATION = "x-written";

  private @Nullable Contract contract;
  private final List<Service> services = new ArrayList<>();

  @Override
  public String getName() {
    return "qixiangyun-login";
  }

  @Override
  public String getHelp() {
    return "Generates the Retrofit client of the login API, with a service beside each interface.";
  }

  /** Receives the contract: first as read, later as edited by the generator. */
  @Override
  public void setOpenAPI(OpenAPI taken) {
    if (contract == null) {
      contract = read(Path.of(getInputSpec()));
      String view = GeneratorView.of(contract.published()).toString();
      OpenAPI parsed = new OpenAPIV3Parser().readContents(view).getOpenAPI();
      taken.paths(parsed.getPaths()).components(parsed.getComponents());
    }
    super.setOpenAPI(taken);
  }

  @Override
  public void processOpts() {
    super.processOpts();
    apiTemplateFiles.put(SERVICE_TEMPLATE, SERVICE + ".java");
    apiTemplateFiles.put(RETROFIT_TEMPLATE, SERVICE + ".java");
    supportingFiles.add(
        new SupportingFile("loginServices.mustache", serviceFolder(), "LoginServices.java"));
    supportingFiles.add(new SupportingFile("codes.mustache", serviceFolder(), "Codes.java"));
    supportingFiles.add(
        new SupportingFile(
            "callbacks.mustache", folder(property(CLIENT_PACKAGE)), "Callbacks.java"));
    supportingFiles.add(
        new SupportingFile("errorMappings.mustache", folder(errorPackage()), "ErrorMappings.java"));
    supportingFiles.add(new SupportingFile("family.mustache", folder(modelPackage), "Family.java"));
    supportingFiles.add(
        new SupportingFile("proguard.mustache", "META-INF/proguard", artifactId + ".pro"));
    nativeImage("reachabilityMetadata.mustache", "reachability-metadata.json");
    // For GraalVM before JDK 23.
    nativeImage("reflectConfig.mustache", "reflect-config.json");
    nativeImage("proxyConfig.mustache", "proxy-config.json");
    nativeImage("resourceConfig.mustache", "resource-config.json");
  }

  private void nativeImage(String template, String file) {
    String folder = String.join("/", "META-INF/native-image", groupId, artifactId);
    supportingFiles.add(new SupportingFile(template, folder, file));
  }

  private String property(String name) {
    Object value = additionalProperties.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The generator needs the property '" + name + "'");
    }
    return value.toString();
  }

  private static Contract read(Path file) {
    try {
      return Contract.of(JsonMapper.builder().build().readTree(file.toFile()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String serviceFolder() {
    return folder(property(SERVICE_PACKAGE));
  }

  private String errorPackage() {
    return property(CLIENT_PACKAGE) + ".errors";
  }

  private String folder(String javaPackage) {
    return sourceFolder + File.separator + javaPackage.replace('.', '/');
  }

  /** Returns the file of a template for a tag. Services have their own package. */
  @Override
  public String apiFilename(String template, String tag) {
    return switch (template) {
      case SERVICE_TEMPLATE -> file(serviceFolder(), serviceName(tag));
      case RETROFIT_TEMPLATE ->
          file(folder(property(CLIENT_PACKAGE) + ".internal.call"), retrofitName(tag));
      default -> super.apiFilename(template, tag);
    };
  }

  private String file(String folder, String type) {
    return String.join(File.separator, outputFolder, folder, type + ".java");
  }

  String serviceName(String tag) {
    String api = toApiName(tag);
    return api.substring(0, api.length() - apiNameSuffix.length()) + SERVICE;
  }

  /** Names a service that users must not call so that {@code RetrofitServices} cannot find it. */
  String retrofitName(String tag) {
    boolean served =
        contract().operations().stream()
            .filter(operation -> toApiName(operation.tag()).equals(toApiName(tag)))
            .anyMatch(ServiceReader::isServed);
    return (served ? "Retrofit" : "Unserved") + serviceName(tag);
  }

  @Override
  public OperationsMap postProcessOperationsWithModels(OperationsMap tag, List<ModelMap> models) {
    OperationsMap made = super.postProcessOperationsWithModels(tag, models);
    Service service = new ServiceReader(this, contract()).read(made.getOperations());
    made.put("service", service);
    if (service.served()) {
      services.add(service);
    }
    return made;
  }

  @Override
  public Map<String, Object> postProcessSupportingFileData(Map<String, Object> bundle) {
    bundle.put("services", List.copyOf(services));
    bundle.put("families", FamilyView.of(contract()));
    bundle.put("values", values());
    bundle.put("clientFolder", property(CLIENT_PACKAGE).replace('.', '/'));
    bundle.put("codes", CodeView.of(contract()));
    bundle.put("errorMappings", ErrorMapping.OF_CODES);
    bundle.put("webhooks", contract().webhooks().stream().map(this::webhook).toList());
    writeTypes(bundle);
    writeFacts();
    return super.postProcessSupportingFileData(bundle);
  }

  /** Returns the template's view of a webhook. */
  private Map<String, Object> webhook(Operation webhook) {
    return Map.of(
        "name", webhook.id(),
        "type", requestName(webhook),
        "response", StringUtils.underscore(webhook.id()).toUpperCase(Locale.ROOT) + "_RESPONSE",
        "literal", JavadocText.literal(webhook.firstSuccess().response().toString()),
        "about", new ServiceReader(this, contract()).about(webhook));
  }

  /** Writes exceptions and ids: several files of one template cannot be supporting files. */
  private void writeTypes(Map<String, Object> bundle) {
    Stream.of(Family.values()).filter(family -> family != Family.OK).forEach(ErrorMapping::of);
    Stream.concat(ErrorMapping.OF_CODES.stream(), Stream.of(ErrorMapping.OF_CREDENTIALS))
        .forEach(e -> write("exception", errorPackage(), e.name(), bundle, "errorMapping", e));
    schemaMapping.forEach(
        (name, type) -> {
          if (IdType.isNamed(name, type)) {
            IdType id = IdType.of(name, openAPI);
            write("id", property(CLIENT_PACKAGE) + ".types", name, bundle, "id", id);
          }
        });
  }

  /** Writes the facts of the contract, which the client reads at start. */
  private void writeFacts() {
    Path folder = Path.of(outputFolder, folder(property(CLIENT_PACKAGE) + ".internal.contract"));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("contract.json"), "" + ContractFacts.of(contract()));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private void write(
      String template,
      String javaPackage,
      String type,
      Map<String, Object> bundle,
      String key,
      Object view) {
    Map<String, Object> data = new HashMap<>(bundle);
    data.put(key, view);
    TemplateManager templates =
        new TemplateManager(
            new TemplateManagerOptions(isEnableMinimalUpdate(), false),
            new MustacheEngineAdapter(),
            new TemplatePathLocator[] {new GeneratorTemplateContentLocator(this)});
    Path file = Path.of(outputFolder, folder(javaPackage), type + ".java");
    try {
      templates.write(data, template + ".mustache", file.toFile());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Returns the types that are read from or written to JSON, without the models. */
  private SortedSet<String> values() {
    SortedSet<String> values = new TreeSet<>(schemaMapping.values());
    values.removeIf(type -> !type.startsWith(property(CLIENT_PACKAGE) + "."));
    values.add(property(STORED_TYPE));
    return values;
  }

  private Contract contract() {
    if (contract == null) {
      throw new IllegalStateException("The options were not processed");
    }
    return contract;
  }

  /** Uses the type of the value's kind; the form on this page does not matter. */
  @Override
  @SuppressWarnings("rawtypes")
  public CodegenProperty fromProperty(
      String name, Schema schema, boolean required, boolean additional) {
    CodegenProperty property = super.fromProperty(name, schema, required, additional);
    property.dataType = imported(property.dataType);
    // The generator marks only texts as passwords.
    property.isPassword |= property.vendorExtensions.containsKey("x-sensitive");
    Kind kind = schema == null ? null : kind(schema);
    if (kind != null) {
      String mapped = schemaMapping.getOrDefault(kind.schema(), toModelName(kind.schema()));
      String type = imported(mapped);
      property.dataType = type;
      kind.annotation(type).ifPresent(text -> property.vendorExtensions.put(ANNOTATION, text));
    }
    return property;
  }

  /** Returns the simple name of a type that the templates import. */
  private String imported(String type) {
    return type.replace(property(CLIENT_PACKAGE) + ".types.", "").replace("java.lang.", "");
  }

  /** Returns the kind that is marked beside a reference, or on the schema itself. */
  private @Nullable Kind kind(Schema<?> schema) {
    return Stream.of(schema, resolved(schema))
        .map(Schema::getExtensions)
        .filter(extensions -> extensions != null && extensions.containsKey(Kind.MARK))
        .map(extensions -> Kind.of(extensions.get(Kind.MARK).toString(), types(schema)))
        .findFirst()
        .orElse(null);
  }

  /** Adds codes to constants, and marks the required fields of requests. */
  @Override
  public ModelsMap postProcessModelsEnum(ModelsMap made) {
    ModelsMap models = super.postProcessModelsEnum(made);
    for (ModelMap each : models.getModels()) {
      CodegenModel model = each.getModel();
      Kind.addCodes(model);
      boolean request = model.vendorExtensions.containsKey("x-builder");
      model.vars.forEach(
          field -> field.vendorExtensions.put("x-needed", request && field.required));
    }
    return models;
  }

  /** Keeps names such as {@code list}: only Java's keywords are escaped. */
  @Override
  public String toVarName(String name) {
    String safe = super.toVarName(name);
    return safe.equals("_" + name) && !SourceVersion.isKeyword(name) ? name : safe;
  }

  // Java names and types of the contract's schemas

  /** Returns the accessor method of a tag's service. */
  String accessor(String tag) {
    String name = serviceName(tag);
    String stem = name.substring(0, name.length() - SERVICE.length());
    return Character.toLowerCase(stem.charAt(0)) + stem.substring(1);
  }

  /** Returns the description of a tag. */
  String about(String tag) {
    return openAPI.getTags().stream()
        .filter(each -> each.getName().equals(tag))
        .map(each -> JavadocText.sentence(each.getDescription()))
        .findFirst()
        .orElse("");
  }

  private Set<String> types(Schema<?> schema) {
    Schema<?> resolved = resolved(schema);
    return resolved.getTypes() == null ? Set.of() : resolved.getTypes();
  }

  /** Returns the members of an operation's response data; none if it is no object. */
  List<Member> members(Operation operation) {
    Schema<?> data = properties(responseSchema(operation)).get(DATA);
    if (data == null) {
      return List.of();
    }
    SchemaView view = operation.responseSchema().member(DATA).orElseThrow();
    return types(data).contains("array")
        ? List.of(member(DATA, data, view, List.of()))
        : members(data, view);
  }

  /** Returns the class of the list elements in an operation's response. */
  String elementType(Operation operation) {
    Schema<?> data = properties(responseSchema(operation)).get(DATA);
    return fromProperty(DATA, data, false).items.dataType;
  }

  /** Returns the accessor of a member of these list elements. */
  String elementAccessor(Operation operation, String member) {
    Schema<?> elements = properties(responseSchema(operation)).get(DATA).getItems();
    return fromProperty(member, properties(elements).get(member), false).name;
  }

  /** Returns the members of an operation's request body by their names in JSON. */
  Map<String, Member> request(Operation operation) {
    Map<String, Member> members = new LinkedHashMap<>();
    members(body(operation), operation.requestSchema())
        .forEach(member -> members.put(member.wire(), member));
    return members;
  }

  /** Returns the class of an operation's request body. */
  String requestName(Operation operation) {
    JsonNode schema = contract().document().at(Contract.place(operation)).at(BODY + "/schema/$ref");
    return toModelName(ModelUtils.getSimpleRef(schema.asText()));
  }

  private List<Member> members(Schema<?> object, SchemaView view) {
    List<Member> members = new ArrayList<>();
    properties(object)
        .forEach(
            (wire, schema) ->
                members.add(
                    member(wire, schema, view.member(wire).orElseThrow(), aliases(view, wire))));
    return members;
  }

  private Member member(String wire, Schema<?> schema, SchemaView view, List<String> aliases) {
    CodegenProperty property = fromProperty(wire, schema, false);
    return new Member(
        wire,
        aliases,
        property.name,
        property.dataType,
        JavadocText.sentence(resolved(schema).getDescription()),
        false,
        !view.isSensitive() && !view.isText(),
        !echoed(schema));
  }

  private static List<String> aliases(SchemaView view, String wire) {
    return view.spellings().entrySet().stream()
        .filter(spelling -> spelling.getValue().equals(wire))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean echoed(Schema<?> schema) {
    Map<String, Object> extensions = schema.getExtensions();
    return extensions != null && Boolean.TRUE.equals(extensions.get("x-echoed"));
  }

  /** Returns the properties of a schema, including those of its {@code allOf} parts. */
  private Map<String, Schema<?>> properties(Schema<?> schema) {
    Map<String, Schema<?>> properties = new LinkedHashMap<>();
    Schema<?> resolved = resolved(schema);
    if (resolved.getAllOf() != null) {
      resolved.getAllOf().forEach(part -> properties.putAll(properties(part)));
    }
    if (resolved.getProperties() != null) {
      resolved.getProperties().forEach((name, property) -> properties.put(name, property));
    }
    return properties;
  }

  private Schema<?> resolved(Schema<?> schema) {
    return ModelUtils.getReferencedSchema(openAPI, schema);
  }

  private Schema<?> responseSchema(Operation operation) {
    return described(operation).getResponses().get("200").getContent().get(JSON).getSchema();
  }

  private Schema<?> body(Operation operation) {
    return described(operation).getRequestBody().getContent().get(JSON).getSchema();
  }

  private io.swagger.v3.oas.models.Operation described(Operation operation) {
    return openAPI
        .getPaths()
        .get(operation.path())
        .readOperationsMap()
        .get(PathItem.HttpMethod.valueOf(operation.method()));
  }
}
