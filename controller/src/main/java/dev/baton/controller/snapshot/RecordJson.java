package dev.baton.controller.snapshot;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.baton.controller.fleet.History;
import dev.baton.events.EventId;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.VirtualRouterId;
import dev.baton.events.Vrid;
import java.util.function.Function;

/**
 * The product's records as JSON and back: a record is an object of its components; a value of a
 * sealed type also says which of them it is. What is missing, or is not known, is an error: a
 * snapshot is what was written, or nothing.
 */
final class RecordJson {
  private RecordJson() {}

  static ObjectMapper mapper() {
    return JsonMapper.builder()
        .visibility(PropertyAccessor.ALL, Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .annotationIntrospector(
            new AnnotationIntrospectorPair(new SealedTypes(), new JacksonAnnotationIntrospector()))
        .addModule(values())
        .build();
  }

  private static SimpleModule values() {
    var module = new SimpleModule();
    asText(module, NodeName.class, NodeName::toString, NodeName::new);
    asText(module, LogId.class, LogId::toString, LogId::parse);
    asText(module, EventId.class, EventId::toString, EventId::parse);
    asText(module, Vrid.class, Vrid::toString, text -> new Vrid(Integer.parseInt(text)));
    asText(
        module, Priority.class, Priority::toString, text -> new Priority(Integer.parseInt(text)));
    asText(module, VirtualRouterId.class, RouterWords::of, RouterWords::parse);
    module.addSerializer(History.class, new HistoryJson.Writer());
    module.addDeserializer(History.class, new HistoryJson.Reader());
    return module;
  }

  private static <T> void asText(
      SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> parse) {
    module.addSerializer(type, new TextJson.Writer<>(text));
    module.addDeserializer(type, new TextJson.Reader<>(parse));
    module.addKeySerializer(type, new TextJson.KeyWriter<>(text));
    module.addKeyDeserializer(type, new TextJson.KeyReader(parse));
  }
}
