package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureReadingTest {
  private static final String KEY = "hex:" + "5ec4e7".repeat(11);
  private static final String SIGNED = "key 1 " + KEY + "\nactive_key 1\n";

  private static ConfigReading reading(String lines) {
    return Readings.withLines("auth_hmac {\n" + lines + "\n}");
  }

  private static Signatures signatures(String lines) {
    return Readings.only(reading(lines)).protocol().manners().signatures();
  }

  private static String said(String lines) {
    return Readings.diagnostics(reading(lines));
  }

  @Test
  void theInstanceRunsUnsignedAndIsToldWhatThatMeans() {
    assertEquals(
        "test.conf:5:1: warning: auth_hmac is not carried out: advertisements go unsigned, and"
            + " signatures of others are not checked. Peers in mode enforce, as it is here,"
            + " discard them and become Active, too: write mode permissive or mode receive-only,"
            + " on all peers first",
        said(SIGNED));
    assertFalse(reading(SIGNED).hasErrors());
  }

  @ParameterizedTest
  @CsvSource({"enforce,DEMANDED", "permissive,WELCOME", "receive-only,WELCOME", "x,DEMANDED"})
  void theModeSaysWhatPeersDiscard(String mode, Signatures expected) {
    assertEquals(expected, signatures(SIGNED + "mode " + mode));
  }

  @Test
  void withoutAModeSignaturesAreDemanded() {
    assertEquals(Signatures.DEMANDED, signatures(SIGNED));
    assertEquals(Signatures.NONE, Readings.fine().protocol().manners().signatures());
  }

  @Test
  void inTheOtherModesTheWarningIsMilder() {
    String all = said(SIGNED + "mode receive-only\nanti_replay monotonic\ntime_window 5");
    assertTrue(all.contains("Peers in mode receive-only or permissive take them"), all);
    assertEquals(1, all.lines().count());
  }

  @Test
  void thatPeersDiscardItIsTheFirstRegret() {
    var reading = reading(SIGNED + "\n}\nstate MASTER\nauthentication {\nauth_type PASS");
    var regrets = Regrets.of(Readings.only(reading), reading.config());
    assertTrue(regrets.size() > 1);
    assertTrue(regrets.getFirst().contains("while it is Active they become Active, too"));
    var milder = reading(SIGNED + "mode permissive");
    assertEquals(List.of(), Regrets.of(Readings.only(milder), milder.config()));
  }

  @Test
  void noPasswordIsSentBesideIt() {
    var reading =
        Readings.withLines(
            "authentication {\nauth_type PASS\nauth_pass x\n}", "auth_hmac {\n" + SIGNED + "}");
    assertEquals(
        new Authentication.NoAuthentication(), Readings.only(reading).protocol().authentication());
    assertTrue(Readings.diagnostics(reading).contains("not used beside auth_hmac"));
  }

  @Test
  void strictModeEnforces() {
    var reading =
        Readings.withLines("strict_mode", "auth_hmac {\n" + SIGNED + "mode permissive\n}");
    assertEquals(Signatures.DEMANDED, Readings.only(reading).protocol().manners().signatures());
    assertTrue(Readings.diagnostics(reading).contains("mode permissive is enforce in strict mode"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "active_key 1", "key 1 short\nactive_key 1", "key 2 file:/x"})
  void withoutAnActiveKeyNobodySigns(String lines) {
    assertEquals(Signatures.NONE, signatures(lines));
    assertTrue(said(lines).contains("has no active_key that is one of its keys"));
  }

  @Test
  void aKeyMayStandInAFileOrAsText() {
    assertEquals(Signatures.DEMANDED, signatures("key 9 file:/nowhere\nactive_key 9"));
    assertEquals(Signatures.DEMANDED, signatures("key 9 " + "k".repeat(64) + "\nactive_key 9"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          key 0 s3cr3t        | 6:5: warning: the id of a key is not 1 to 255; the key is read over
          key 256 s3cr3t      | 6:5: warning: the id of a key is not 1 to 255; the key is read over
          key s3cr3t x        | 6:5: warning: the id of a key is not 1 to 255; the key is read over
          key s3cr3t          | 6:1: warning: key has no value and is read over
          key 1 s3cr3t        | 6:7: warning: key 1 has 6 bytes, allowed is 32 to 64
          key 1 hex:5ec4e7    | 6:7: warning: key 1 has 3 bytes, allowed is 32 to 64
          key 1 hex:5ec       | 6:7: warning: key 1 has not two hexadecimal digits a byte
          active_key 256      | 6:1: warning: active_key is '256', allowed is 1 to 255
          time_window 0       | 6:1: warning: time_window is '0', allowed is 1 to 300
          time_window 301     | 6:1: warning: time_window is '301', allowed is 1 to 300
          anti_replay never   | 6:1: warning: anti_replay is 'never', allowed is time, monotonic
          mode s3cr3t         | 6:1: warning: mode is no word, allowed is enforce, permissive, receiv
          mod enforce         | 6:1: warning: unknown keyword 'mod'
          hex:s3cr3t          | 6:1: warning: a word in auth_hmac that is no keyword is read over
          """)
  void eachLimitIsToldWithoutAnyKey(String line, String expected) {
    String all = said(line);
    assertTrue(all.contains("test.conf:" + expected), all);
    assertFalse(all.contains("s3cr3t") || all.contains("5ec"), all);
  }

  @Test
  void ofTwoKeysWithOneIdTheFirstCounts() {
    assertTrue(said(SIGNED + "key 1 " + KEY).contains("key 1 is given twice"));
  }

  @Test
  void noKeyIsKept() {
    var reading = reading(SIGNED);
    assertFalse(reading.toString().contains("5ec4e7"), reading::toString);
    var rotated = reading("key 2 " + "k".repeat(32) + "\nactive_key 2");
    assertEquals(reading.config(), rotated.config());
    assertNotEquals(reading.config(), reading(SIGNED + "mode permissive").config());
  }
}
