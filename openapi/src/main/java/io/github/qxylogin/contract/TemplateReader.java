package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Template.Function;
import io.github.qxylogin.contract.Template.Part;
import io.github.qxylogin.contract.document.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the templates of an operation. */
record TemplateReader(SchemaView request, Schemas schemas) {
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*)}}");
  private static final Pattern TOKEN = Pattern.compile("'[^']*'|[\\w.]+|[()]");
  private static final Set<String> OBJECTS = Set.of("request", "task", "account", "binding");

  List<Template> read(Value response) {
    List<Template> templates = new ArrayList<>();
    collect(response, JsonPointer.empty(), templates);
    return List.copyOf(templates);
  }

  private void collect(Value value, JsonPointer at, List<Template> templates) {
    if (value.node().isArray()) {
      if (value.node().size() != 1) {
        throw value.wrong("a list of one element is expected");
      }
      collect(value.list().get(0), at.appendIndex(0), templates);
    } else if (value.node().isTextual()) {
      templates.add(new Template(at, template(value)));
    } else {
      value
          .members()
          .forEach((name, member) -> collect(member, at.appendProperty(name), templates));
    }
  }

  private Part template(Value value) {
    Matcher template = TEMPLATE.matcher(value.text());
    if (!template.matches() || !TOKEN.matcher(template.group(1)).replaceAll("").isBlank()) {
      throw value.wrong("'" + value.text() + "' is no template such as {{request.nsrsbh}}");
    }
    Queue<String> tokens = new ArrayDeque<>();
    TOKEN.matcher(template.group(1)).results().map(MatchResult::group).forEach(tokens::add);
    Part part = expression(value, tokens);
    if (!tokens.isEmpty()) {
      throw value.wrong("'" + tokens.peek() + "' is too many");
    }
    return part;
  }

  /** Reads up to the end of the template, or to the bracket that closes a part of it. */
  private Part expression(Value value, Queue<String> tokens) {
    if (tokens.peek() == null || tokens.peek().contains(".")) {
      return argument(value, tokens);
    }
    Function function = Binding.of(textAt(value, tokens.remove()), Function.class);
    List<Part> arguments = new ArrayList<>();
    while (!tokens.isEmpty() && !tokens.peek().equals(")")) {
      arguments.add(argument(value, tokens));
    }
    if (!function.takes(arguments)) {
      throw value.wrong(function.key() + " is called as " + function.form());
    }
    return new Template.Call(function, arguments, names(function, arguments, value));
  }

  private Part argument(Value value, Queue<String> tokens) {
    String token = tokens.isEmpty() ? "" : tokens.remove();
    if (token.equals("(")) {
      Part inner = expression(value, tokens);
      if (!")".equals(tokens.poll())) {
        throw value.wrong("a closing bracket is missing");
      }
      return inner;
    }
    if (token.startsWith("'")) {
      return new Template.Text(token.substring(1, token.length() - 1));
    }
    String[] member = token.split("\\.", 2);
    if (member.length < 2 || !OBJECTS.contains(member[0])) {
      throw value.wrong("'" + token + "' is no member of " + OBJECTS.stream().sorted().toList());
    }
    return new Template.Member(member[0], member[1]);
  }

  private Map<String, String> names(Function function, List<Part> arguments, Value value) {
    if (function != Function.LOOKUP && function != Function.ZH) {
      return Map.of();
    }
    Map<String, String> names = Map.of();
    if (arguments.get(0) instanceof Template.Text schema) {
      Value described = schemas.named(textAt(value, schema.text())).at("x-values");
      names = SchemaView.described(described, "code", "value");
    } else if (arguments.get(0) instanceof Template.Member member) {
      names = request.member(member.name()).map(SchemaView::chineseNames).orElse(names);
    }
    if (names.isEmpty()) {
      throw value.wrong(function.key() + " finds no x-values");
    }
    return names;
  }

  private static Value textAt(Value value, String text) {
    return new Value(TextNode.valueOf(text), value.where());
  }
}
