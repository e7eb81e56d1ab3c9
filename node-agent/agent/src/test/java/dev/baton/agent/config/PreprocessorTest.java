package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessorTest {
  private final Findings findings = new Findings();
  @TempDir Path directory;

  private List<String> lines(String text) {
    return lines(text, "");
  }

  private List<String> lines(String text, String configId) {
    return new Preprocessor(configId, new Sources.None(), findings)
        .lines(Path.of("f"), text).stream().map(line -> line.text().strip()).toList();
  }

  private List<String> fromDisk(String name) throws IOException {
    Path file = directory.resolve(name);
    return new Preprocessor("", new Sources.OnDisk(), findings)
        .lines(file, Files.readString(file)).stream().map(line -> line.text().strip()).toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String onlyMessage() {
    assertEquals(1, findings.inOrder().size(), findings.inOrder()::toString);
    return findings.inOrder().getFirst().toString();
  }

  @Test
  void variablesAreReplacedInBothForms() {
    assertEquals(List.of("a eth0 eth0.5"), lines("$IF=eth0\na $IF ${IF}.5"));
    assertEquals(List.of(), findings.inOrder());
  }

  @Test
  void aValueMayUseVariablesAndSpaces() {
    assertEquals(List.of("1.2.3.4 dev eth0"), lines("$V=1.2.3.4 dev $IF\n$IF=eth0 # why\n$V"));
  }

  @Test
  void aVariableHasTheValueOfItsLastDefinitionAbove() {
    assertEquals(List.of("1", "2"), lines("$A=1\n$A\n$A=2\n$A"));
  }

  @Test
  void anUndefinedVariableStaysAndIsReported() {
    assertEquals(List.of("priority ${PRIO}"), lines("priority ${PRIO}"));
    assertEquals(
        "f:1:10: warning: the variable $PRIO is not defined and stays as it is written; define it"
            + " with $PRIO=VALUE above",
        onlyMessage());
  }

  @Test
  void aVariableThatNamesItselfEndsWithAnError() {
    assertEquals(List.of(""), lines("$A=x$A\n$A"));
    assertTrue(onlyMessage().startsWith("f:2:1: error: the variables of this line"), onlyMessage());
  }

  @Test
  void variablesThatGrowWithoutEndAreCutShort() {
    lines("$A=$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A$A\n$A");
    assertTrue(onlyMessage().startsWith("f:2:1: error: the variables of this line"), onlyMessage());
  }

  @Test
  void predefinedSignsAreNotCommentSigns() {
    List<Line> lines =
        new Preprocessor("", new Sources.None(), findings)
            .lines(Path.of("f"), "auth_pass a${_HASH}b${_BANG}");
    assertEquals("a#b!", new Lexer(findings).tokens(lines).get(1).text());
  }

  @Test
  void predefinedVariablesThatAreNotDoneYetAreReported() {
    lines("a ${_ENV HOME}");
    assertEquals(
        "f:1:3: warning: not supported yet: ${_ENV} (it stays as it is written)", onlyMessage());
  }

  @Test
  void columnsBehindAVariableAreThoseOfTheFile() {
    List<Line> lines =
        new Preprocessor("", new Sources.None(), findings)
            .lines(Path.of("f"), "$LONG=longer than its name\na $LONG b");
    List<Token> tokens = new Lexer(findings).tokens(lines);
    assertEquals(3, tokens.get(1).position().column());
    assertEquals("name", tokens.get(4).text());
    assertEquals(3, tokens.get(4).position().column());
    assertEquals(9, tokens.get(5).position().column());
  }

  @Test
  void conditionalLinesApplyToTheirNode() {
    String text = "@one a\n@two b\n@^one c\n@^two d";
    assertEquals(List.of("a", "d"), lines(text, "one"));
    assertEquals(List.of("b", "c"), lines(text, "two"));
    assertEquals(List.of("c", "d"), lines(text, ""));
  }

  @Test
  void aConditionMayHoldADefinition() {
    assertEquals(List.of("200"), lines("@one $P=200\n@two $P=100\n$P", "one"));
  }

  @Test
  void aConditionWithoutANameIsReported() {
    assertEquals(List.of(), lines("@ a"));
    assertTrue(onlyMessage().startsWith("f:1:1: warning: '@' without a name"), onlyMessage());
  }

  @Test
  void sequencesAndListsAreReported() {
    assertEquals(List.of("b"), lines("~SEQ(i, 1, 3) a $i\nb"));
    assertTrue(onlyMessage().startsWith("f:1:1: error: not supported yet: ~SEQ"), onlyMessage());
  }

  @Test
  void definitionsOfSeveralLinesAreReported() {
    lines("$A=one \\");
    assertTrue(onlyMessage().startsWith("f:1:1: warning: not supported yet: def"), onlyMessage());
  }

  @Test
  void includedLinesStandWhereTheIncludeStands() throws IOException {
    write("main", "a\ninclude sub/part\nz");
    write("sub/part", "include other");
    write("sub/other", "b");
    assertEquals(List.of("a", "b", "z"), fromDisk("main"));
  }

  @Test
  void aPatternIncludesInTheOrderOfNames() throws IOException {
    write("main", "include conf.d/*.conf");
    write("conf.d/2.conf", "two");
    write("conf.d/1.conf", "one");
    write("conf.d/.3.conf", "hidden");
    write("conf.d/4.conf~", "backup");
    assertEquals(List.of("one", "two"), fromDisk("main"));
  }

  @Test
  void patternsMayHaveWildcardsInDirectoriesAndBraces() throws IOException {
    write("main", "include */{a,b}.[cd]");
    write("x/a.c", "xa");
    write("y/b.d", "yb");
    write("y/b.e", "no");
    assertEquals(List.of("xa", "yb"), fromDisk("main"));
  }

  @Test
  void aMissingIncludeIsAnErrorWithItsName() throws IOException {
    write("main", "include nowhere");
    assertEquals(List.of(), fromDisk("main"));
    assertTrue(onlyMessage().contains("nowhere' cannot be read: there is no such file"));
  }

  @Test
  void whatCannotBeReadIsSaidWithItsReason() throws IOException {
    write("main", "include " + directory);
    assertEquals(List.of(), fromDisk("main"));
    assertTrue(onlyMessage().contains("cannot be read: it is a directory"));
    assertEquals(
        "the file cannot be read: permission denied",
        Preprocessor.cannotBeRead("the file", new AccessDeniedException("/etc/x.conf")));
    assertEquals(
        "the file cannot be read: Not a directory",
        Preprocessor.cannotBeRead(
            "the file", new FileSystemException("/x", "", "Not a directory")));
  }

  @Test
  void aPatternThatMatchesNothingIsAWarning() throws IOException {
    write("main", "include no*where");
    assertEquals(List.of(), fromDisk("main"));
    assertTrue(onlyMessage().contains("warning: include 'no*where' matches no file"));
  }

  @Test
  void anIncludeOfItselfIsAnError() throws IOException {
    write("main", "a\ninclude part");
    write("part", "b\ninclude ./main");
    assertEquals(List.of("a", "b"), fromDisk("main"));
    assertTrue(onlyMessage().contains("names a file that is being read already"));
  }

  @Test
  void aFileMayBeIncludedTwice() throws IOException {
    write("main", "include part\ninclude part");
    write("part", "b");
    assertEquals(List.of("b", "b"), fromDisk("main"));
    assertEquals(List.of(), findings.inOrder());
  }

  @Test
  void includesHaveALimitOfDepth() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("f" + i, i + "\ninclude f" + (i + 1));
    }
    assertEquals(16, fromDisk("f0").size());
    assertTrue(onlyMessage().contains("allowed are 16 files in each other and 1024 in all"));
  }

  @Test
  void badPatternsAreErrors() throws IOException {
    write("main", "include [\ninclude\ninclude {a");
    fromDisk("main");
    assertEquals(3, findings.inOrder().size());
  }
}
