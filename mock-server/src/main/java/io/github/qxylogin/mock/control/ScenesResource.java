package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.Scenes;
import io.github.qxylogin.mock.stubbing.Scenes.Scene;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the scenes, those of testers first, and defines and removes these. */
record ScenesResource(Scenes scenes) {

  /** A body, without the name, which is in the path. */
  record SceneForm(@Nullable String title, @Nullable List<Outcome> outcomes) {}

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
    SceneForm form = request.body(SceneForm.class);
    Scene scene = new Scene(request.item(), form.title(), form.outcomes());
    scenes.set(scene);
    return ControlJson.reply(own(scene));
  }

  Reply remove(ControlRequest request) {
    return ControlApi.removed(scenes.remove(request.item()) ? 1 : 0);
  }
}
