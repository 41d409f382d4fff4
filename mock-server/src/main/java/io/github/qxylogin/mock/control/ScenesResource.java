package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.http.MockResponse;
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

  MockResponse list(ControlRequest request) {
    Stream<JsonNode> own = scenes.own().stream().map(ScenesResource::own);
    Stream<JsonNode> documented =
        scenes.documented(request.http().language()).stream().map(ControlJson::tree);
    return ControlJson.response(Stream.concat(own, documented).toList());
  }

  private static ObjectNode own(Scene scene) {
    return ((ObjectNode) ControlJson.tree(scene)).put("own", true);
  }

  MockResponse set(ControlRequest request) {
    SceneForm form = request.body(SceneForm.class);
    Scene scene = new Scene(request.item(), form.title(), form.outcomes());
    scenes.set(scene);
    return ControlJson.response(own(scene));
  }

  MockResponse remove(ControlRequest request) {
    return ControlApi.removed(scenes.remove(request.item()) ? 1 : 0);
  }
}
