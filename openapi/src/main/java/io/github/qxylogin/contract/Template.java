package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A member that the mock computes in each success that has it. The mock's file writes it over the
 * documented value, in the Handlebars syntax of WireMock: {@code {{md5 '-' request.gryhm
 * request.sjhm}}}.
 *
 * @param at the place of the member in the response; the first element of a list stands for all
 */
public record Template(JsonPointer at, Part value) {

  /** A part of a template. */
  public sealed interface Part {
    /** Returns the members that the part names. */
    default Stream<Member> members() {
      return Stream.empty();
    }
  }

  /** A text in quotes. */
  public record Text(String text) implements Part {}

  /**
   * A member of an object that is known when the mock responds.
   *
   * @param of {@code request}; {@code task}, with the members of the call that issued it; {@code
   *     account} and {@code binding}, those of the hosted account
   */
  public record Member(String of, String name) implements Part {
    @Override
    public Stream<Member> members() {
      return Stream.of(this);
    }
  }

  /**
   * A value that is computed from others.
   *
   * @param names what the function writes for each value that the contract describes
   */
  public record Call(Function function, List<Part> arguments, Map<String, String> names)
      implements Part {
    @Override
    public Stream<Member> members() {
      return arguments.stream().flatMap(Part::members);
    }
  }

  /** The functions of templates. */
  public enum Function {
    /** A time, in the form of the first argument and at the offset of the second. */
    DATE("date", 2, 1),
    /** The first argument, or the second where the first has no value. */
    DEFAULT_IF_EMPTY("defaultIfEmpty", 0, 2),
    /** The value for a code, of the schema that the first argument names. */
    LOOKUP("lookup", 1, 1),
    /** A number in the form of the first argument, whose # are the digits that it shows. */
    MASK("mask", 1, 1),
    /** The MD5 of all other arguments, with the first between them. */
    MD5("md5", 1, 1),
    /** 32 hexadecimal digits, others in each response. */
    RANDOM_VALUE("randomValue", 0, 0),
    /** The Chinese name of a value. */
    ZH("zh", 0, 1);

    private final String key;
    private final int texts;
    private final int values;

    /**
     * Describes a function.
     *
     * @param texts how many texts it takes first
     * @param values how many other arguments it takes; MD5 takes more too
     */
    Function(String key, int texts, int values) {
      this.key = key;
      this.texts = texts;
      this.values = values;
    }

    /** Returns whether it can be called with arguments. */
    boolean takes(List<Part> arguments) {
      int more = arguments.size() - texts - values;
      return (this == MD5 ? more >= 0 : more == 0)
          && arguments.stream().limit(texts).allMatch(Text.class::isInstance);
    }

    /** Returns how it is called, such as {@code {{mask TEXT VALUE}}}. */
    String form() {
      return "{{%s%s%s%s}}"
          .formatted(
              key, " TEXT".repeat(texts), " VALUE".repeat(values), this == MD5 ? " ..." : "");
    }

    /** Returns the spelling of the contract. */
    @JsonValue
    public String key() {
      return key;
    }
  }

  /** Returns whether a function computes the value. */
  public boolean isA(Function function) {
    return value instanceof Call call && call.function() == function;
  }

  /** Returns the name of the member. */
  public String name() {
    return at.last().getMatchingProperty();
  }

  /** Returns the names of the members that it takes from an object, such as {@code task}. */
  public Stream<String> namesOf(String object) {
    return value.members().filter(member -> member.of().equals(object)).map(Member::name);
  }
}
