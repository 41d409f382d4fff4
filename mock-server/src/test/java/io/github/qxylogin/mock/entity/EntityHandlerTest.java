package io.github.qxylogin.mock.entity;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.EntityFlow.Does;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that keeps entities, by the contract. */
@ExtendWith(TestedMock.class)
class EntityHandlerTest {
  private static final Contract CONTRACT = Contract.load();

  private final Http http;
  private int made;

  EntityHandlerTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  /** An entity that was created: its id, and the request. */
  private record Entity(Operation by, String id, ObjectNode request) {}

  static List<Operation> creations() {
    return that(Does.CREATES).toList();
  }

  static List<Operation> changes() {
    return that(Does.CHANGES).toList();
  }

  static List<Operation> removals() {
    return that(Does.REMOVES_ITEMS).toList();
  }

  static List<Operation> searches() {
    return that(Does.FINDS).toList();
  }

  static List<Operation> searchesById() {
    return that(Does.FINDS).filter(o -> entity(o).id() != null).toList();
  }

  static List<Operation> searchesOfAll() {
    return that(Does.FINDS).filter(o -> entity(o).all() != null).toList();
  }

  static List<Operation> deletions() {
    return that(Does.DELETES).toList();
  }

  static List<Operation> distinct() {
    return Stream.of(Does.CREATES, Does.CHANGES)
        .flatMap(EntityHandlerTest::that)
        .filter(o -> !entity(o).distinct().isEmpty())
        .toList();
  }

  /** Those that name an entity that must be there. */
  static List<Operation> ofOne() {
    return Stream.of(changes(), removals(), searchesById(), deletions())
        .flatMap(List::stream)
        .toList();
  }

  static List<Operation> matching() {
    return ofOne().stream().filter(o -> !entity(o).match().isEmpty()).toList();
  }

  private static Stream<Operation> that(Does does) {
    return CONTRACT.operations(Flow.Role.KEEPS_ENTITY).stream()
        .filter(operation -> entity(operation).does() == does);
  }

  private static EntityFlow entity(Operation operation) {
    return operation.inFlow(Flow::entity).orElseThrow();
  }

  private static Operation creationOf(Operation operation) {
    return that(Does.CREATES)
        .filter(creation -> entity(creation).kind().equals(entity(operation).kind()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("creations")
  void create_twoEntities_haveTwoIds(Operation creation) {
    assertThat(create(creation).id()).isNotEqualTo(create(creation).id());
  }

  @ParameterizedTest
  @MethodSource("creations")
  void create_again_keepsTheIdOrIsRejected(Operation creation) {
    Entity first = create(creation);

    Response again = send(creation, first.request());

    if (entity(creation).unique().isEmpty()) {
      assertThat(again.caseName()).isEqualTo(caseOf(creation, Condition.ENTITY_EXISTS));
    } else {
      assertThat(again.json().findPath(entity(creation).id()).asText()).isEqualTo(first.id());
    }
  }

  @ParameterizedTest
  @MethodSource("distinct")
  void call_withADistinctValueOfAnother_isRejectedAndNamesTheOther(Operation operation) {
    Entity other = create(creationOf(operation));
    ObjectNode request = request(operation, create(creationOf(operation)));
    entity(operation).distinct().forEach(field -> request.set(field, other.request().get(field)));

    Response rejected = send(operation, request);

    assertThat(rejected.caseName()).isEqualTo(caseOf(operation, Condition.ENTITY_EXISTS));
    assertThat(rejected.json().findPath(entity(operation).id()).asText()).isEqualTo(other.id());
  }

  @ParameterizedTest
  @MethodSource("searchesById")
  void find_ofACreated_hasItsFields(Operation search) {
    Entity created = create(creationOf(search));

    assertThat(found(search, created)).isEqualTo(known(search, created, created.request()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void find_afterAChange_hasTheChangedFields(Operation change) {
    Entity created = create(creationOf(change));
    ObjectNode request = request(change, created);
    entity(change).distinct().forEach(field -> request.put(field, "changed"));
    assertThat(send(change, request).caseName()).isEqualTo(change.firstSuccess().name());

    searchesById().stream()
        .filter(find -> entity(find).kind().equals(entity(change).kind()))
        .forEach(
            find ->
                assertThat(found(find, created))
                    .isEqualTo(known(find, created, request))
                    .isNotEqualTo(known(find, created, created.request())));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_ofAFieldThatHasToMatch_isSeenByTheNextCall(Operation change) {
    ObjectNode request = request(change, create(creationOf(change)));
    send(change, request);

    boolean matches =
        entity(change).match().keySet().stream().anyMatch(at -> !request.at(at).isMissingNode());
    assertThat(send(change, request).caseName())
        .isEqualTo(
            matches ? caseOf(change, Condition.ENTITY_UNKNOWN) : change.firstSuccess().name());
  }

  @ParameterizedTest
  @MethodSource("matching")
  void call_thatDoesNotMatch_isUnknown(Operation operation) {
    Entity created = create(creationOf(operation));
    ObjectNode request = request(operation, created);
    entity(operation).match().keySet().forEach(at -> request.put(member(at), "13400000099"));

    assertThat(send(operation, request).caseName())
        .isEqualTo(caseOf(operation, Condition.ENTITY_UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("removals")
  void remove_itemsOfAnEntity_returnsTheRemovedItems(Operation removal) {
    Entity created = create(creationOf(removal));
    EntityFlow.Items items = entity(removal).items();
    ObjectNode request = request(removal, created).put(items.field(), "9998,9999");
    send(creationOf(removal), created.request().deepCopy().put(items.field(), "9998"));

    JsonNode list = send(removal, request).json().at(items.at());

    JsonNode documented = removal.firstSuccess().response().at(items.at());
    assertThat(list)
        .containsExactly(
            ((ObjectNode) documented.get(items.changed()).deepCopy()).put(items.name(), "9998"),
            ((ObjectNode) documented.get(items.unchanged()).deepCopy()).put(items.name(), "9999"));
  }

  @ParameterizedTest
  @MethodSource("removals")
  void remove_twice_changesNothingTheSecondTime(Operation removal) {
    Entity created = create(creationOf(removal));
    EntityFlow.Items items = entity(removal).items();
    ObjectNode request = request(removal, created);
    send(removal, request);

    JsonNode again = send(removal, request).json().at(items.at());

    JsonNode documented = removal.firstSuccess().response().at(items.at()).get(items.unchanged());
    assertThat(again).isNotEmpty().allMatch(row -> isLike(documented, row, items));
  }

  @ParameterizedTest
  @MethodSource("searchesOfAll")
  void find_all_listsTheEntitiesInTheOrderOfTheirCreation(Operation search) {
    List<String> ids = Stream.generate(() -> create(creationOf(search)).id()).limit(3).toList();

    JsonNode list =
        send(search, named(search, entity(search).all())).json().at(entity(search).at());

    assertThat(list.findValuesAsText(entity(search).id())).isEqualTo(ids);
  }

  @ParameterizedTest
  @MethodSource("searchesOfAll")
  void find_allWhereThereIsNone_findsNone(Operation search) {
    assertThat(send(search, named(search, entity(search).all())).caseName())
        .isEqualTo(caseOf(search, Condition.NONE_FOUND));
  }

  @ParameterizedTest
  @MethodSource("ofOne")
  void call_ofAnUnknownEntity_isRejected(Operation operation) {
    Entity none = new Entity(creationOf(operation), "700000000000007", request(operation));

    assertThat(send(operation, request(operation, none)).caseName())
        .isEqualTo(caseOf(operation, Condition.ENTITY_UNKNOWN));
  }

  @Test
  void call_ofAnUnknownEntity_isNamedByTheMessageAlone() {
    Operation search =
        searchesById().stream()
            .filter(o -> unknown(o).response().path("message").asText().contains(id(o)))
            .findFirst()
            .orElseThrow();
    JsonNode document = CONTRACT.document().deepCopy();
    JsonNode cases = document.path("paths").path(search.path()).at("/post/x-mock/cases");
    ((ObjectNode) cases.path(unknown(search).name()).at("/response/value"))
        .put("trace", id(search));

    try (LoginMock mock = TestedState.mock().contract(Contract.of(document)).start()) {
      JsonNode rejected =
          new Http(mock.url()).post(search.path(), named(search, "700000000000007")).json();

      assertThat(rejected.path("message").asText())
          .isEqualTo(
              unknown(search)
                  .response()
                  .path("message")
                  .asText()
                  .replace(id(search), "700000000000007"));
      assertThat(rejected.path("trace").asText()).isEqualTo(id(search));
    }
  }

  private static Case unknown(Operation operation) {
    return operation.caseWhen(Condition.ENTITY_UNKNOWN).orElseThrow();
  }

  private static String id(Operation operation) {
    return unknown(operation).request().path(entity(operation).id()).asText();
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void calls_afterADeletion_areOfAnUnknownEntity(Operation deletion) {
    Entity created = create(creationOf(deletion));
    assertThat(send(deletion, request(deletion, created)).caseName())
        .isEqualTo(deletion.firstSuccess().name());

    assertThat(ofOne().stream().filter(o -> entity(o).kind().equals(entity(deletion).kind())))
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(send(operation, request(operation, created)).caseName())
                    .isEqualTo(caseOf(operation, Condition.ENTITY_UNKNOWN)));
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void create_afterADeletion_makesAnother(Operation deletion) {
    Operation creation = creationOf(deletion);
    Entity created = create(creation);
    send(deletion, request(deletion, created));

    Response again = send(creation, created.request());

    assertThat(again.caseName()).isEqualTo(creation.firstSuccess().name());
    if (!created.request().has(entity(creation).id())) {
      assertThat(again.json().findPath(entity(creation).id()).asText()).isNotEqualTo(created.id());
    }
  }

  @Test
  void reset_forgetsTheEntities() {
    Operation search = searchesOfAll().get(0);
    create(creationOf(search));

    assertThat(http.call("POST", "/__mock/reset", "").json().toString()).contains("entities");

    assertThat(send(search, named(search, entity(search).all())).caseName())
        .isEqualTo(caseOf(search, Condition.NONE_FOUND));
  }

  private Entity create(Operation creation) {
    ObjectNode request = request(creation);
    Stream.of(entity(creation).unique(), entity(creation).distinct(), named(creation))
        .flatMap(List::stream)
        .forEach(field -> request.put(field, "1340000%04d".formatted(++made)));
    Response created = send(creation, request);
    assertThat(created.caseName()).isEqualTo(creation.firstSuccess().name());
    String id = entity(creation).id();
    return new Entity(
        creation, request.path(id).asText(created.json().findPath(id).asText()), request);
  }

  private static List<String> named(Operation creation) {
    String id = entity(creation).id();
    return request(creation).has(id) ? List.of(id) : List.of();
  }

  private static ObjectNode request(Operation operation) {
    return operation.firstSuccess().request().deepCopy();
  }

  private static ObjectNode named(Operation operation, String id) {
    String member = entity(operation).id();
    ObjectNode request = request(operation);
    if (request.path(member).isNumber()) {
      return request.put(member, Long.parseLong(id));
    }
    return request.put(member, id);
  }

  /** Returns a request for an entity, with the values of it that have to match. */
  private static ObjectNode request(Operation operation, Entity of) {
    if (entity(operation).does() == Does.CREATES) {
      return of.request().deepCopy();
    }
    ObjectNode request = named(operation, of.id());
    entity(operation)
        .match()
        .forEach(
            (at, field) -> {
              if (request.has(member(at))) {
                request.set(member(at), of.request().path(field));
              }
            });
    return request;
  }

  private static String member(JsonPointer at) {
    return at.last().getMatchingProperty();
  }

  private Response send(Operation operation, ObjectNode request) {
    return http.post(operation.path(), request);
  }

  private static String caseOf(Operation operation, Condition condition) {
    return operation.caseWhen(condition).orElseThrow().name();
  }

  /** Returns the fields that a found entity and its creation have. */
  private Map<String, String> found(Operation search, Entity of) {
    JsonNode found = send(search, request(search, of)).json().at(entity(search).at());
    return shared(search, of, found.isArray() ? found.get(0) : found);
  }

  /** Returns the values of an object in those fields. */
  private static Map<String, String> known(Operation search, Entity of, ObjectNode object) {
    return shared(search, of, of.request().deepCopy().setAll(object));
  }

  /** Members that a function computes are left out. */
  private static Map<String, String> shared(Operation search, Entity of, JsonNode values) {
    JsonNode documented = search.firstSuccess().response().at(entity(search).at());
    JsonNode form = documented.isArray() ? documented.get(0) : documented;
    return of.by().fields().stream()
        .map(Field::name)
        .filter(name -> of.request().has(name) && form.has(name))
        .filter(
            name ->
                search.templates().stream()
                    .anyMatch(t -> t.text().equals("{{entity.%s}}".formatted(name))))
        .collect(toMap(name -> name, name -> values.path(name).asText()));
  }

  private static boolean isLike(JsonNode documented, JsonNode row, EntityFlow.Items items) {
    return documented.<ObjectNode>deepCopy().set(items.name(), row.path(items.name())).equals(row);
  }
}
