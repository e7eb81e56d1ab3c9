package dev.baton.controller.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.function.Function;

/** Values that are one text, as values and as keys of maps. */
final class TextJson {
  private TextJson() {}

  static final class Writer<T> extends JsonSerializer<T> {
    private final Function<T, String> text;

    Writer(Function<T, String> text) {
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
      out.writeString(text.apply(value));
    }
  }

  static final class KeyWriter<T> extends JsonSerializer<T> {
    private final Function<T, String> text;

    KeyWriter(Function<T, String> text) {
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
      out.writeFieldName(text.apply(value));
    }
  }

  static final class Reader<T> extends JsonDeserializer<T> {
    private final Function<String, T> parse;

    Reader(Function<String, T> parse) {
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return parse.apply(in.getText());
    }
  }

  static final class KeyReader extends KeyDeserializer {
    private final Function<String, ?> parse;

    KeyReader(Function<String, ?> parse) {
      this.parse = parse;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return parse.apply(key);
    }
  }
}
