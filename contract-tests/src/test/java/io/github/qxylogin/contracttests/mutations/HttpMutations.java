package io.github.qxylogin.contracttests.mutations;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Mutations of how responses are sent: status, media type, and bodies that are no JSON in UTF-8.
 */
final class HttpMutations {
  private static final List<Integer> STATUSES = List.of(201, 400, 404, 500, 503);
  private static final List<String> MEDIA_TYPES =
      List.of("text/html;charset=UTF-8", "text/plain", "application/problem+json", "");
  private static final String PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>";

  private HttpMutations() {}

  static List<Operator> all() {
    return List.of(
        Operator.mutation(
            "wrong-status",
            (contract, operation) ->
                STATUSES.stream().map(s -> place("" + s, response -> response.withStatus(s)))),
        Operator.mutation(
            "wrong-media-type",
            (contract, operation) ->
                MEDIA_TYPES.stream()
                    .map(t -> place("'" + t + "'", response -> response.withMediaType(t)))),
        bodies("body-cut-off", a -> a.withBody(Arrays.copyOf(a.body(), a.body().length / 2))),
        bodies("body-empty", a -> a.withBody(new byte[0])),
        bodies("html-page", a -> a.withBody(PAGE.getBytes(UTF_8))),
        bodies("single-quotes", a -> a.withText(text -> text.replace('"', '\''))),
        bodies("trailing-comma", a -> a.withText(text -> text.replaceFirst("}$", ",}"))),
        bodies("text-after-the-body", a -> a.withText(text -> text + "{}")),
        bodies("byte-order-mark", a -> a.withText(text -> "\uFEFF" + text)),
        charset("as-gbk", Charset.forName("GBK")),
        charset("as-utf-16", UTF_16),
        bodies("duplicate-member", a -> a.withText(HttpMutations::withCodeTwice)),
        bodies(
            "wrapped-in-array",
            a -> a.withJson(JsonNodeFactory.instance.arrayNode().add(a.json()))),
        bodies("encoded-twice", a -> a.withJson(TextNode.valueOf(new String(a.body(), UTF_8)))),
        unavailable("gateway-page", a -> a.withStatus(502).withBody(PAGE.getBytes(UTF_8))),
        unavailable("response-broken-off", a -> a.without(100)),
        unavailable("no-response", a -> a.without(-1)));
  }

  private static Operator unavailable(String name, UnaryOperator<ProxiedResponse> change) {
    return Operator.unavailable(
        name, (contract, operation) -> Stream.of(place("every response", change)));
  }

  private static Operator charset(String name, Charset charset) {
    return bodies(name, a -> a.withBody(new String(a.body(), UTF_8).getBytes(charset)));
  }

  private static Operator bodies(String name, UnaryOperator<ProxiedResponse> change) {
    return Operator.mutation(
        name, (contract, operation) -> Stream.of(place("every response", change)));
  }

  private static Place place(String name, UnaryOperator<ProxiedResponse> change) {
    return Place.of(name, Mutation.ofResponses(change));
  }

  private static String withCodeTwice(String text) {
    return text.replaceFirst("^\\{", "{\"" + Envelope.CODE + "\":\"2000\",");
  }
}
