package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The calls of one question, each of which has to get a response that is known beforehand. */
class Conversation {
  static final Contract CONTRACT = Contract.load();

  /** A wait that ends just before a limit; the clock stands still meanwhile. */
  static final Duration A_MOMENT = Duration.ofSeconds(1);

  private static final AtomicLong USERS = new AtomicLong(1_000_000_000L);

  private final Server server;
  private final List<Made> made = new ArrayList<>();
  private final Map<Who, String> digits = new EnumMap<>(Who.class);
  private final Map<String, JsonNode> holders = new HashMap<>();

  /** A call that got what it had to. */
  record Made(Operation operation, JsonNode request, JsonNode response, Who who, Instant at) {
    /** Returns the id of the entity that the call created: of the request, or of the response. */
    JsonNode id(String member) {
      return request.has(member) ? request.path(member) : response.findPath(member);
    }
  }

  Conversation(Server server) {
    this.server = server;
  }

  /** Begins a call of a fresh test user, with the usual body. */
  final Ask ask(Operation operation) {
    return ask(operation, Who.FRESH);
  }

  final Ask ask(Operation operation, Who who) {
    return new Ask(operation, who, Bodies.usual(operation));
  }

  final Ask ask(Operation operation, Who who, JsonNode body) {
    return new Ask(operation, who, body.deepCopy());
  }

  /** Begins the call that takes over what a link hands on, and enters the code of the SMS. */
  final Ask ask(Operation operation, Made after) {
    return new Ask(operation, after.who(), Bodies.usual(operation)).takeOver(after);
  }

  static List<Operation> hosted(AccountFlow.Does... does) {
    List<AccountFlow.Does> wanted = List.of(does);
    return CONTRACT.operations().stream()
        .filter(o -> o.inFlow(Flow::account).filter(a -> wanted.contains(a.does())).isPresent())
        .toList();
  }

  static Operation hosting(AccountFlow.Does does) {
    return hosted(does).get(0);
  }

  final void pass(Duration time) {
    server.advance(time);
  }

  final void passNearly(Duration time) {
    pass(time.minus(A_MOMENT));
  }

  /** Waits until just before the next midnight. */
  final Duration beforeMidnight(ZoneOffset offset) {
    OffsetDateTime now = server.now().atOffset(offset);
    OffsetDateTime midnight = now.toLocalDate().plusDays(1).atTime(LocalTime.MIN).atOffset(offset);
    return Duration.between(now, midnight).minus(A_MOMENT);
  }

  final void passMidnight(ZoneOffset offset) {
    pass(beforeMidnight(offset).plus(A_MOMENT));
  }

  private String digits(Who who) {
    return digits.computeIfAbsent(who, w -> Long.toString(USERS.incrementAndGet()));
  }

  private ObjectNode filled(Operation operation, Who who, ObjectNode body) {
    Flow.Token token = operation.inFlow(Flow::token).orElse(null);
    if (token != null && who != Who.DOCUMENTED) {
      HonestServer.fillCredentials(token, body);
    } else if (who.isFresh()) {
      Bodies.fill(operation, body, digits(who));
      operation
          .inFlow(Flow::account)
          .filter(account -> !account.does().keeps())
          .ifPresent(account -> nameHosted(operation, account, who, body));
      operation.inFlow(Flow::entity).ifPresent(entity -> nameEntity(operation, entity, body));
    }
    return body;
  }

  /** A call for an entity that it does not create is for one that there is. */
  private void nameEntity(Operation operation, EntityFlow asked, ObjectNode body) {
    CONTRACT.operations(Flow.Role.KEEPS_ENTITY).stream()
        .filter(creating -> asked.id() != null && asked.does() != EntityFlow.Does.CREATES)
        .filter(creating -> creating.flow().entity().does() == EntityFlow.Does.CREATES)
        .filter(creating -> creating.flow().entity().kind().equals(asked.kind()))
        .forEach(
            creating -> {
              ObjectNode created = Bodies.usual(creating);
              Bodies.fill(creating, created, Long.toString(USERS.incrementAndGet()));
              JsonNode response = server.response(new Request(creating, created)).json();
              Made entity = new Made(creating, created, response, Who.FRESH, server.now());
              made.add(entity);
              Bodies.put(body, operation, asked.id(), entity.id(asked.id()));
              asked.match().forEach((at, field) -> named(body, operation, at, created.path(field)));
            });
  }

  private static void named(ObjectNode body, Operation operation, JsonPointer at, JsonNode value) {
    if (!Operation.isMissing(body, at.getMatchingProperty())) {
      Bodies.put(body, operation, at.getMatchingProperty(), value);
    }
  }

  /** A call for a hosted account that it does not create is for one that there is. */
  private void nameHosted(Operation operation, AccountFlow asked, Who who, ObjectNode body) {
    Operation creating = hosting(AccountFlow.Does.CREATES);
    AccountFlow made = creating.flow().account();
    Flow.Among mode = asked.modes() == null ? asked.byItself() : asked.modes();
    JsonNode account = holders.computeIfAbsent(who + "" + mode, w -> host(creating, made, mode));
    Bodies.put(body, operation, asked.enterprise(), account.path(made.enterprise()));
    if (!body.path(asked.id()).asText().isBlank()) {
      Bodies.put(body, operation, asked.id(), account.path(made.id()));
    }
  }

  private JsonNode host(Operation creating, AccountFlow made, Flow.Among mode) {
    ObjectNode body = Bodies.usual(creating);
    Bodies.fill(creating, body, Long.toString(USERS.incrementAndGet()));
    if (mode != null) {
      Bodies.put(body, creating, mode.field(), TextNode.valueOf(mode.values().get(0)));
    }
    JsonNode created = server.response(new Request(creating, body)).json();
    return body.set(made.id(), made.accountIn(created).path(made.id()));
  }

  /** A call to be made. */
  final class Ask {
    private final Operation operation;
    private final Who who;
    private final ObjectNode body;
    private String example = "";
    private String token = "";
    private SigningFault fault = SigningFault.NONE;
    private String text;

    private Ask(Operation operation, Who who, ObjectNode body) {
      this.operation = operation;
      this.who = who;
      this.body = filled(operation, who, body);
    }

    private static ObjectNode handedOn(Made from, Operation to) {
      return from.operation()
          .linkTo(to)
          .flatMap(link -> Bodies.handedOn(link, from.request(), from.response()))
          .orElseThrow(() -> new AssertionError(from.operation() + " hands nothing on to " + to));
    }

    private Ask takeOver(Made from) {
      ObjectNode handedOn = handedOn(from, operation);
      handedOn.properties().forEach(f -> Bodies.put(body, operation, f.getKey(), f.getValue()));
      operation
          .inFlow(Flow::smsCode)
          .ifPresent(
              field -> {
                String task = from.response().at(from.operation().flow().taskAt()).asText();
                body.put(field, server.smsCode(task));
              });
      return this;
    }

    /** Leaves in the body what the link hands on, alone. */
    Ask linkAlone(Made from) {
      body.removeAll();
      return takeOver(from);
    }

    /** Names the account that an earlier call created. */
    Ask about(Made created) {
      AccountFlow made = created.operation().flow().account();
      AccountFlow asked = operation.flow().account();
      set(asked.enterprise(), created.request().path(made.enterprise()));
      return set(asked.id(), made.accountIn(created.response()).path(made.id()));
    }

    Ask set(String field, JsonNode value) {
      Bodies.put(body, operation, field, value);
      return this;
    }

    Ask set(String field, String value) {
      return set(field, TextNode.valueOf(value));
    }

    /** Takes fields over as another call sent them, if it did. */
    Ask as(Made other, Collection<String> fields) {
      return as(other, fields.stream());
    }

    Ask as(Made other, Stream<String> fields) {
      fields.filter(other.request()::has).forEach(field -> set(field, other.request().path(field)));
      return this;
    }

    /** Takes a field over from what another call hands on. */
    Ask asHandedOn(Made other, String field) {
      return set(field, handedOn(other, operation).path(field));
    }

    /** Names a session as the check of it does, which may call its fields otherwise. */
    Ask session(Operation check, Made issued) {
      ObjectNode handedOn = handedOn(issued, check);
      List<String> asked = check.flow().session();
      for (int i = 0; i < asked.size(); i++) {
        set(operation.flow().session().get(i), handedOn.path(asked.get(i)));
      }
      return this;
    }

    Ask edit(String field, UnaryOperator<String> change) {
      JsonNode now = body.path(field);
      JsonNode changed = TextNode.valueOf(change.apply(now.asText()));
      body.set(field, now.isMissingNode() ? changed : Bodies.like(now, changed));
      return this;
    }

    /** Gives a field the value that another test user sends. */
    Ask asSecond(Operation sending, String field) {
      ObjectNode others = filled(sending, Who.SECOND, Bodies.usual(sending));
      return others.has(field) ? set(field, others.get(field)) : this;
    }

    Ask change(Consumer<ObjectNode> change) {
      change.accept(body);
      return this;
    }

    Ask text(String other) {
      text = other;
      return this;
    }

    Ask prefer(Case documented) {
      example = documented.name();
      return this;
    }

    Ask signed(SigningFault other) {
      fault = other;
      return this;
    }

    Ask token(Made fetched) {
      token = fetched.response().at(fetched.operation().flow().token().at()).asText();
      return this;
    }

    Made succeeds() {
      return gets(operation.firstSuccess());
    }

    Made gets(Condition when) {
      return gets(
          operation
              .caseWhen(when)
              .orElseThrow(() -> new AssertionError(operation + " has no case " + when.key())));
    }

    Made gets(boolean rejected, Condition when) {
      return rejected ? gets(when) : getsSomeSuccess();
    }

    Made gets(Case documented) {
      return getsOneOf(List.of(documented));
    }

    Made getsSomeSuccess() {
      return getsOneOf(Bodies.successes(operation));
    }

    Made getsOneOf(List<Case> cases) {
      Request request = request();
      return judged(request, cases.stream().map(c -> expected(c, request)).toList());
    }

    /** Any case of the operation but those of the caller, or the error. */
    Made getsAnyCaseOr(Code.ErrorResponse error, String field) {
      Request request = request();
      List<Expected> expected = new ArrayList<>();
      operation.cases().stream()
          .filter(c -> c.family() != Family.NOT_SIGNED_IN && c.family() != Family.SIGNATURE)
          .forEach(c -> expected.add(expected(c, request).inForm(operation)));
      expected.add(Expected.error(CONTRACT, operation, error, field));
      return judged(request, expected);
    }

    Made rejected(Code.ErrorResponse error, String field) {
      return judged(request(), List.of(Expected.error(CONTRACT, operation, error, field)));
    }

    /** Expects the operation's own case, or else what the code catalogue words. */
    Made rejected(Condition when) {
      return operation
          .caseWhen(when)
          .map(this::gets)
          .orElseGet(() -> rejected(CONTRACT.codes().responseTo(when), ""));
    }

    Made rejected(SigningFault of) {
      fault = of;
      return of == SigningFault.TOKEN_UNKNOWN
          ? rejected(CONTRACT.codes().responseTo(of.condition()), "")
          : rejected(of.condition());
    }

    private Request request() {
      return new Request(operation, text == null ? body.toString() : text, example, fault, token);
    }

    private Made made(Request request, JsonNode response) {
      return new Made(operation, request.json(), response, who, server.now());
    }

    private Expected expected(Case documented, Request request) {
      return example.isEmpty()
          ? Expected.of(documented, made(request, MissingNode.getInstance()), made)
          : Expected.documented(documented);
    }

    /** One of the expected responses has to come; the nearest one is in the message. */
    private Made judged(Request request, List<Expected> expected) {
      Response response = server.response(request);
      List<String> fewest = null;
      for (Expected one : expected) {
        List<String> differences = one.differences(response, operation, made);
        if (fewest == null || differences.size() < fewest.size()) {
          fewest = differences;
        }
      }
      if (fewest == null || !fewest.isEmpty()) {
        throw new AssertionError(
            "call %d, %s %s: %s".formatted(made.size() + 1, operation, request.body(), fewest));
      }
      Made call = made(request, response.json());
      made.add(call);
      return call;
    }
  }
}
