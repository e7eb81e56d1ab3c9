package dev.baton.controller.snapshot;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a sealed type's records a value is, under its name, without a word in the records. */
final class SealedTypes extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  private static final JsonTypeInfo.Value IS =
      JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, null, null);

  @Override
  public @Nullable TypeResolverBuilder<?> findTypeResolver(
      MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
    return type.getRawType().isSealed() ? new StdTypeResolverBuilder().init(IS, null) : null;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated type) {
    return type.getRawType().isSealed() ? records(type.getRawType()) : null;
  }

  private static List<NamedType> records(Class<?> sealed) {
    var found = new ArrayList<NamedType>();
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      if (each.isSealed()) {
        found.addAll(records(each));
      } else {
        found.add(new NamedType(each, each.getSimpleName()));
      }
    }
    return found;
  }
}
