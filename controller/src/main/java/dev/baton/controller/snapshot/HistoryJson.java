package dev.baton.controller.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.baton.controller.fleet.Change;
import dev.baton.controller.fleet.History;
import java.io.IOException;
import java.util.List;

/** A virtual router's history: its changes, oldest first. */
final class HistoryJson {
  private HistoryJson() {}

  static final class Writer extends JsonSerializer<History> {
    @Override
    public void serialize(History value, JsonGenerator out, SerializerProvider all)
        throws IOException {
      out.writeStartArray();
      for (Change change : value.oldestFirst()) {
        all.defaultSerializeValue(change, out);
      }
      out.writeEndArray();
    }
  }

  static final class Reader extends JsonDeserializer<History> {
    @Override
    public History deserialize(JsonParser in, DeserializationContext context) throws IOException {
      var type = context.getTypeFactory().constructCollectionType(List.class, Change.class);
      return History.of(context.<List<Change>>readValue(in, type));
    }
  }
}
