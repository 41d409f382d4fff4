package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonAppend;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import com.fasterxml.jackson.databind.ser.VirtualBeanPropertyWriter;
import com.fasterxml.jackson.databind.util.Annotations;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Marks a sealed outcome. Its JSON names which outcome it is, so that any mapper reads it again as
 * the interface; who reads it as the outcome itself needs no name. The name is a member, since what
 * Jackson calls a type's id is missing wherever the static type is erased, as in a list.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JacksonAnnotationsInside
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonTypeInfo(
    use = JsonTypeInfo.Id.CUSTOM,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = StoredByName.MEMBER,
    requireTypeIdForSubtypes = OptBoolean.FALSE)
@JsonTypeIdResolver(StoredByName.Names.class)
@JsonAppend(
    prepend = true,
    props = @JsonAppend.Prop(value = StoredByName.Name.class, name = StoredByName.MEMBER))
@interface StoredByName {
  /** The member of the JSON that has the name. */
  String MEMBER = "outcome";

  /** Writes the name. Jackson makes it, and then the one that it uses. */
  final class Name extends VirtualBeanPropertyWriter {
    private static final long serialVersionUID = 1L;

    Name() {}

    private Name(BeanPropertyDefinition property, Annotations annotations, JavaType type) {
      super(property, annotations, type);
    }

    @Override
    protected Object value(Object outcome, JsonGenerator json, SerializerProvider unused) {
      return outcome.getClass().getSimpleName();
    }

    @Override
    public VirtualBeanPropertyWriter withConfig(
        MapperConfig<?> config,
        AnnotatedClass declaring,
        BeanPropertyDefinition property,
        JavaType type) {
      return new Name(property, declaring.getAnnotations(), type);
    }
  }

  /** Finds the outcome of a name, which is its simple one: Jackson knows those since 2.16 only. */
  final class Names extends TypeIdResolverBase {
    private @Nullable JavaType base;

    Names() {}

    @Override
    public void init(JavaType baseType) {
      base = baseType;
    }

    @Override
    public @Nullable JavaType typeFromId(DatabindContext context, String id) {
      Class<?> asked = Objects.requireNonNull(base).getRawClass();
      return Stream.concat(Stream.of(asked), Stream.of(asked.getDeclaredClasses()))
          .filter(type -> type.getSimpleName().equals(id))
          .filter(asked::isAssignableFrom)
          .findFirst()
          .map(type -> context.constructSpecializedType(base, type))
          .orElse(null);
    }

    @Override
    public String idFromValue(Object outcome) {
      return outcome.getClass().getSimpleName();
    }

    @Override
    public String idFromValueAndType(Object outcome, Class<?> type) {
      return type.getSimpleName();
    }

    @Override
    public JsonTypeInfo.Id getMechanism() {
      return JsonTypeInfo.Id.CUSTOM;
    }
  }
}
