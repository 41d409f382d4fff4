package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads members of generated models by the names that the contract gives them. */
final class Members {
  private final ObjectMapper json;
  private final ClassValue<Map<String, AnnotatedMember>> getters =
      new ClassValue<>() {
        @Override
        protected Map<String, AnnotatedMember> computeValue(Class<?> type) {
          return Members.this.getters(type);
        }
      };

  Members(ObjectMapper json) {
    this.json = json;
  }

  private Map<String, AnnotatedMember> getters(Class<?> type) {
    Map<String, AnnotatedMember> found = new HashMap<>();
    for (BeanPropertyDefinition property :
        json.getSerializationConfig().introspect(json.constructType(type)).findProperties()) {
      AnnotatedMember getter = property.getAccessor();
      getter.fixAccess(true);
      found.put(property.getName(), getter);
    }
    return found;
  }

  /** Returns the passwords of a model, and asks no other member of whatever object it is. */
  List<Password> passwords(Object model) {
    return getters.get(model.getClass()).values().stream()
        .filter(getter -> getter.getRawType() == Password.class)
        .map(getter -> (Password) getter.getValue(model))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Returns the value of a member; null if it is not set, or there is none of this name. */
  @Nullable Object get(Object model, String name) {
    AnnotatedMember getter = getters.get(model.getClass()).get(name);
    return getter == null ? null : getter.getValue(model);
  }
}
