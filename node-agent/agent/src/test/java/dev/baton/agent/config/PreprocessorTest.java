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
    assertEquals(List.of(), lines("$A=x$A\n$A"));
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
  void aUseThatIsNotFollowedByASpaceIsReported() {
    assertEquals(List.of("$A.5"), lines("$A=1\n$A.5"));
    assertEquals(
        "f:2:1: warning: $A stays as it is written, as no space follows it; write ${A}",
        onlyMessage());
  }

  @Test
  void scriptsMayHaveVariablesOfTheirOwn() {
    assertEquals(List.of("script \"echo $HOME\""), lines("script \"echo $HOME\""));
    assertEquals(List.of(), findings.inOrder());
  }

  @Test
  void aVariableOfSeveralLinesStandsAtTheEndOfALine() {
    assertEquals(List.of("$A z"), lines("$A=x \\\ny\n$A z"));
    assertTrue(onlyMessage().contains("f:3:1: warning: $A has several lines"), onlyMessage());
  }

  @Test
  void linesOfAVariableStandWhereItIsUsed() {
    List<Line> lines =
        new Preprocessor("", new Sources.None(), findings)
            .lines(Path.of("f"), "$A= \\\n one \\\n two #@baton segment lan\n\n  $A");
    assertEquals(new Position("f", 5, 3), lines.get(2).at(0));
    assertEquals("two", lines.get(2).text());
    assertTrue(lines.get(2).comment().isSetting());
  }

  @Test
  void aDefinitionOfSeveralLinesMayDependOnTheNode() {
    String text = "@one $A= \\\n a \\\n b\n@two $A= \\\n c \\\n d\n$A";
    assertEquals(List.of("a", "b"), lines(text, "one"));
    assertEquals(List.of("c", "d"), lines(text, "two"));
  }

  @Test
  void aLoopThatCannotBeReadIsAnErrorThatSaysHow() {
    assertEquals(List.of("b"), lines("~SEQ(i, 3, 1, 1) a $i\nb"));
    assertTrue(onlyMessage().startsWith("f:1:1: error: the line is left out"), onlyMessage());
    assertTrue(onlyMessage().contains("write ~SEQ(NAME, START, STEP, END)"), onlyMessage());
  }

  @Test
  void linesThatNeverEndAreCutShort() {
    lines("$A= \\\n x \\\n $A\n$A");
    assertTrue(onlyMessage().contains("the definitions and loops end here"), onlyMessage());
    findings.inOrder();
    var more = new Findings();
    String loops = "~SEQ(a,1,9999) ~SEQ(b,1,9999) x";
    int read = new Preprocessor("", new Sources.None(), more).lines(Path.of("f"), loops).size();
    assertTrue(read <= 250_000, "lines: " + read);
    assertEquals(1, more.inOrder().size());
  }

  @Test
  void randomNumbersKeepToTheirBoundsAndToTheirSeed() {
    String text = "random_seed 5\n${_RANDOM} ${_RANDOM 32766} ${_RANDOM 7 9}";
    List<String> first = lines(text);
    assertEquals(first, lines(text));
    String largest = text.replace("seed 5", "seed \"4294967295\" 5");
    assertEquals(lines(largest), lines(largest));
    String[] numbers = first.get(1).split(" ", -1);
    assertTrue(Integer.parseInt(numbers[0]) <= 32_767);
    assertTrue(Integer.parseInt(numbers[1]) >= 32_766);
    assertTrue(List.of("7", "8", "9").contains(numbers[2]));
  }

  @Test
  void boundsThatNoNumberKeepsAreReported() {
    assertEquals(List.of("a ${_RANDOM 6 5}"), lines("a ${_RANDOM 6 5}"));
    assertEquals(
        "f:1:3: warning: '${_RANDOM 6 5}' stays as it is written: write ${_RANDOM}, ${_RANDOM MIN}"
            + " or ${_RANDOM MIN MAX}, MIN not above MAX",
        onlyMessage());
  }

  @Test
  void theEnvironmentIsThatOfTheProcess() throws IOException {
    write("main", "a ${_ENV PATH}\nb ${_ENV NO_SUCH_VARIABLE}");
    assertEquals(
        List.of("a " + System.getenv("PATH"), "b ${_ENV NO_SUCH_VARIABLE}"), fromDisk("main"));
    assertTrue(onlyMessage().contains("write ${_ENV NAME} with a NAME"), onlyMessage());
  }

  @Test
  void theDirectoryIsThatOfTheFileThatIsBeingRead() throws IOException {
    write("main", "include sub/part\na ${_PWD}");
    write("sub/part", "b ${_PWD}");
    assertEquals(List.of("b " + directory + "/sub", "a " + directory), fromDisk("main"));
  }

  @Test
  void anIncludeMayDependOnTheNodeAndOnVariables() throws IOException {
    write("main", "$F=part\n@^nobody include $F");
    write("part", "b");
    assertEquals(List.of("b"), fromDisk("main"));
  }

  @Test
  void bracesOfAnIncludeMayHoldDirectoriesAndBraces() throws IOException {
    write("main", "include {x/{,b,c},d}.conf");
    write("x/b.conf", "xb");
    write("x/c.conf", "xc");
    write("d.conf", "d");
    assertEquals(List.of("xb", "xc", "d"), fromDisk("main"));
  }

  @Test
  void eachCheckMakesItsKindOfMissingFileAnError() throws IOException {
    write("sub/x", "");
    assertEquals(Severity.WARNING, severityOf("include none"));
    assertEquals(Severity.WARNING, severityOf("includer none"));
    assertEquals(Severity.ERROR, severityOf("includem none"));
    assertEquals(Severity.REMARK, severityOf("includem none*"));
    assertEquals(Severity.ERROR, severityOf("includew none*"));
    assertEquals(Severity.WARNING, severityOf("include {none,neither}"));
    assertEquals(Severity.ERROR, severityOf("includeb {sub/x,none}"));
    assertEquals(Severity.ERROR, severityOf("includea none*"));
    assertEquals(Severity.WARNING, severityOf("include sub/"));
    assertEquals(Severity.ERROR, severityOf("includer sub/"));
  }

  private Severity severityOf(String include) throws IOException {
    write("main", include);
    var own = new Findings();
    Path file = directory.resolve("main");
    new Preprocessor("", new Sources.OnDisk(), own).lines(file, Files.readString(file));
    assertEquals(1, own.inOrder().size(), own.inOrder()::toString);
    return own.inOrder().getFirst().severity();
  }

  @Test
  void includeCheckHoldsUntilTheEndOfItsFile() throws IOException {
    write("main", "include part\ninclude none");
    write("part", "include_check match\ninclude nothing\ninclude_check -match\ninclude nil");
    fromDisk("main");
    assertEquals(
        List.of(Severity.WARNING, Severity.ERROR, Severity.WARNING),
        findings.inOrder().stream().map(Diagnostic::severity).toList());
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
  void whatCannotBeReadIsSaidWithItsReason() throws IOException {
    write("main", "include " + directory);
    assertEquals(List.of(), fromDisk("main"));
    assertTrue(onlyMessage().contains("warning: include '" + directory), onlyMessage());
    assertTrue(onlyMessage().contains("cannot be read: it is a directory"), onlyMessage());
    assertEquals(
        "the file cannot be read: permission denied",
        Includes.cannotBeRead("the file", new AccessDeniedException("/etc/x.conf")));
    assertEquals(
        "the file cannot be read: Not a directory",
        Includes.cannotBeRead("the file", new FileSystemException("/x", "", "Not a directory")));
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
