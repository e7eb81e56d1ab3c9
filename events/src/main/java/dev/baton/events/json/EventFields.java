package dev.baton.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.baton.events.Command;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.Family;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.VirtualRouterId;
import dev.baton.events.Vrid;
import java.io.IOException;
import java.util.function.ToIntFunction;

/** A record's components as JSON fields; value types as the one number or text that they are. */
final class EventFields {
  private static final ObjectMapper MAPPER = JsonMapper.builder().addModule(values()).build();

  private EventFields() {}

  static ObjectNode of(Event event) {
    return MAPPER.valueToTree(event);
  }

  static ObjectNode instance(Subject.Instance instance) {
    return MAPPER.valueToTree(instance);
  }

  private static SimpleModule values() {
    var module = new SimpleModule("values");
    module.addSerializer(Priority.class, new NumberSerializer<>(Priority::value));
    module.addSerializer(Vrid.class, new NumberSerializer<>(Vrid::value));
    module.addSerializer(Family.class, new FamilySerializer());
    module.addSerializer(Subject.Instance.class, new InstanceSerializer());
    module.addSerializer(Command.class, new CommandSerializer());
    for (var type :
        new Class<?>[] {
          NodeName.class, LogId.class, Sha256.class, EventId.class, VirtualRouterId.class
        }) {
      module.addSerializer(type, ToStringSerializer.instance);
    }
    return module;
  }

  private static final class NumberSerializer<T> extends JsonSerializer<T> {
    private final ToIntFunction<T> number;

    NumberSerializer(ToIntFunction<T> number) {
      this.number = number;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(number.applyAsInt(value));
    }
  }

  private static final class FamilySerializer extends JsonSerializer<Family> {
    @Override
    public void serialize(Family family, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(family.text());
    }
  }

  /** The API says {@code interface}, which no record component can be called. */
  private static final class InstanceSerializer extends JsonSerializer<Subject.Instance> {
    @Override
    public void serialize(Subject.Instance instance, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject(instance);
      out.writeStringField("segment", instance.segment());
      out.writeStringField("interface", instance.interfaceName());
      out.writeStringField("family", instance.family().text());
      out.writeNumberField("vrid", instance.vrid().value());
      out.writeEndObject();
    }
  }

  /** Its kind as a word, then its own fields. */
  private static final class CommandSerializer extends JsonSerializer<Command> {
    @Override
    public void serialize(Command command, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject(command);
      switch (command) {
        case Command.PlaceHold place -> {
          out.writeStringField("kind", "place-hold");
          out.writeStringField("drainId", place.drainId());
          out.writeStringField("by", place.by());
          out.writeStringField("message", place.message());
          out.writeNumberField("expiresAtNanos", place.expiresAtNanos());
        }
        case Command.LiftHold lift -> {
          out.writeStringField("kind", "lift-hold");
          out.writeStringField("drainId", lift.drainId());
          out.writeStringField("by", lift.by());
        }
        case Command.ExpectHandOver expect -> {
          out.writeStringField("kind", "expect-hand-over");
          out.writeStringField("virtualRouter", expect.virtualRouter().text());
          out.writeNumberField("forMillis", expect.forMillis());
        }
        case Command.TakeOver take -> {
          out.writeStringField("kind", "take-over");
          out.writeStringField("virtualRouter", take.virtualRouter().text());
          out.writeStringField("expectedActive", take.expectedActive());
          out.writeNumberField("expectedPriority", take.expectedPriority().value());
        }
        case Command.Reload reload -> {
          out.writeStringField("kind", "reload");
          out.writeStringField("message", reload.message());
        }
      }
      out.writeEndObject();
    }
  }
}
