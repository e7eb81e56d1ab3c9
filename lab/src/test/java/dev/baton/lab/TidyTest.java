package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The measures of the house, for every source of every module. */
class TidyTest {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 40;
  private static final int TEST_METHOD_LINES = 60;
  private static final int PARAMETERS = 5;
  private static final Path ROOT = Programs.root();

  @Test
  void noFileIsTooLongToRead() throws IOException {
    var tooLong = new ArrayList<String>();
    for (var source : sources()) {
      long lines = Files.readAllLines(source).size();
      if (lines > FILE_LINES) {
        tooLong.add(ROOT.relativize(source) + " has " + lines + " lines");
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void noMethodIsTooLongAndNoneTakesTooMuch() throws IOException {
    var findings = new ArrayList<String>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
      var trees = Trees.instance(task);
      for (var unit : task.parse()) {
        new Measure(unit, trees, findings).scan(unit, null);
      }
    }
    assertEquals(List.of(), findings);
  }

  private static List<Path> sources() throws IOException {
    try (var all = Files.walk(ROOT)) {
      return all.filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !path.toString().contains("/target/"))
          .filter(path -> !path.toString().contains("/node_modules/"))
          .sorted()
          .toList();
    }
  }

  private static final class Measure extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<String> findings;

    Measure(CompilationUnitTree unit, Trees trees, List<String> findings) {
      this.unit = unit;
      this.trees = trees;
      this.findings = findings;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      var lines = unit.getLineMap();
      var positions = trees.getSourcePositions();
      var file = unit.getSourceFile().getName();
      if (method.getBody() != null && positions.getEndPosition(unit, method) >= 0) {
        long first = lines.getLineNumber(positions.getStartPosition(unit, method));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method));
        int most = file.contains("/src/test/") ? TEST_METHOD_LINES : METHOD_LINES;
        if (last - first + 1 > most && !isTable(method)) {
          findings.add(file + ":" + first + " " + method.getName() + " is too long");
        }
        // The members of a record are named where they are given.
        boolean isConstructor = method.getName().contentEquals("<init>");
        if (!isConstructor && method.getParameters().size() > PARAMETERS) {
          findings.add(file + ":" + first + " " + method.getName() + " takes too much");
        }
      }
      return super.visitMethod(method, null);
    }

    /** One exhaustive switch and nothing else is read line by line, however long it is. */
    private static boolean isTable(MethodTree method) {
      var statements = method.getBody().getStatements();
      return statements.size() == 1
          && statements.getFirst() instanceof ReturnTree result
          && result.getExpression() instanceof SwitchExpressionTree;
    }
  }
}
