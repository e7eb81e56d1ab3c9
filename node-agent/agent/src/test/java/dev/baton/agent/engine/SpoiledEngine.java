package dev.baton.agent.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The engine with a mistake in it: one source is compiled anew, and the whole package is loaded a
 * second time around what came of it, the simulation included.
 */
final class SpoiledEngine extends ClassLoader {
  private static final String PACKAGE = "dev.baton.agent.engine.";
  private static final Path SOURCES = Path.of("src/main/java/dev/baton/agent/engine");

  private final Map<String, byte[]> spoiled;

  SpoiledEngine(LoopDefect defect) {
    super(SpoiledEngine.class.getClassLoader());
    this.spoiled = compiled(defect);
  }

  /** The first seed that finds the mistake; 0 for none. */
  long firstSeed(Path directory) {
    try {
      var seeds = loadClass(PACKAGE + "LoopSeeds").getDeclaredConstructor();
      seeds.setAccessible(true);
      @SuppressWarnings("unchecked")
      var search = (ToLongFunction<Path>) seeds.newInstance();
      return search.applyAsLong(directory);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] octets = spoiled.get(name);
    if (octets == null) {
      octets = octetsOf(name);
    }
    return defineClass(name, octets, 0, octets.length);
  }

  private byte[] octetsOf(String name) throws ClassNotFoundException {
    try (var stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> compiled(LoopDefect defect) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var classes = new HashMap<String, ByteArrayOutputStream>();
    var manager = new InMemory(compiler.getStandardFileManager(null, null, null), classes);
    var options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
    var source = new Source(defect.type(), spoiledSource(defect));
    if (!compiler.getTask(null, manager, null, options, null, List.of(source)).call()) {
      throw new IllegalStateException("\"" + defect.rule() + "\" does not compile");
    }
    var octets = new HashMap<String, byte[]>();
    classes.forEach((name, stream) -> octets.put(name, stream.toByteArray()));
    return octets;
  }

  private static String spoiledSource(LoopDefect defect) {
    try {
      return defect.spoil(Files.readString(SOURCES.resolve(defect.type() + ".java")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source that is in no file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("memory:///dev/baton/agent/engine/" + type + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(JavaFileManager manager, Map<String, ByteArrayOutputStream> classes) {
      super(manager);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(name, n -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
