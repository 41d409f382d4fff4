package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.stubbing.Scenes;
import io.github.qxylogin.mock.stubbing.Scenes.Scene;
import java.util.stream.Stream;

/** Lists the scenes, those of testers first, and defines and removes these. */
record ScenesResource(Scenes scenes) {

  Reply list(ControlRequest request) {
    Stream<JsonNode> own = scenes.own().stream().map(ScenesResource::own);
    Stream<JsonNode> documented =
        scenes.documented(request.call().language()).stream().map(ControlJson::tree);
    return ControlJson.reply(Stream.concat(own, documented).toList());
  }

  private static ObjectNode own(Scene scene) {
    return ((ObjectNode) ControlJson.tree(scene)).put("own", true);
  }

  Reply set(ControlRequest request) {
    Scene scene =
        ControlJson.read(request.body().deepCopy().put("scene", request.item()), Scene.class);
    scenes.set(scene);
    return ControlJson.reply(own(scene));
  }

  Reply remove(ControlRequest request) {
    return ControlApi.removed(scenes.remove(request.item()) ? 1 : 0);
  }
}
