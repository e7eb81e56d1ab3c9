package dev.baton.agent.firewall;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.List;

/** Configurations, and rules as nft prints them. */
final class FirewallScenario {
  static final String DROP = "{\"drop\": null}";
  static final String ACCEPT = "{\"accept\": null}";
  static final String RETURN = "{\"return\": null}";

  /** eth0 has 10.0.0.1/24, and is no bridge; br0 is one. */
  static final Links LINKS = new FixedLinks();

  private record FixedLinks() implements Links {
    private static final InetAddress OWN = InetAddress.ofLiteral("10.0.0.1");

    @Override
    public boolean isBridge(String interfaceName) {
      return interfaceName.equals("br0");
    }

    @Override
    public List<AddressRange> addresses(String interfaceName, Family family) {
      return family == Family.IPV4 ? List.of(AddressRange.of(OWN)) : List.of();
    }

    @Override
    public List<AddressRange> networks(String interfaceName, Family family) {
      return family == Family.IPV4 ? List.of(AddressRange.ofPrefix(OWN, 24)) : List.of();
    }
  }

  private FirewallScenario() {}

  static AgentConfig instance(String interfaceName, String... lines) {
    return KeepalivedConf.parse(
            "test.conf",
            "vrrp_instance A {\n interface %s\n virtual_router_id 1\n %s\n}"
                .formatted(interfaceName, String.join("\n ", lines)))
        .config();
  }

  /** IPv4 on eth0, by multicast. */
  static AgentConfig plain() {
    return instance("eth0", "virtual_ipaddress { 192.0.2.1 }");
  }

  static List<String> said(AgentConfig config, FakeTools tools) {
    var inspection = FirewallCheck.check(config, HostRules.read(tools), LINKS);
    return inspection.blockades().stream().map(Blockade::toString).toList();
  }

  /** How the rules stand to advertisements that come in to a plain instance. */
  static String verdict(String... items) {
    var inspection = FirewallCheck.check(plain(), HostRules.read(FakeTools.withNft(items)), LINKS);
    return inspection.blockades().stream()
        .filter(each -> each.direction().equals("in"))
        .map(each -> each.certainty().name())
        .findFirst()
        .orElse("PASSES");
  }

  static String chain(String family, String table, String name, String... hookAndPolicy) {
    String base =
        hookAndPolicy.length == 0
            ? ""
            : ", \"type\": \"filter\", \"hook\": \"%s\", \"prio\": 0, \"policy\": \"%s\""
                .formatted((Object[]) hookAndPolicy);
    return "{\"chain\": {\"family\": \"%s\", \"table\": \"%s\", \"name\": \"%s\"%s}}"
        .formatted(family, table, name, base);
  }

  /** The chain {@code in} of table {@code inet f}, at the hook input. */
  static String input(String policy) {
    return chain("inet", "f", "in", "input", policy);
  }

  static String ruleOf(String family, String table, String chain, String... statements) {
    return """
    {"rule": {"family": "%s", "table": "%s", "chain": "%s", "handle": 7, "expr": [%s]}}\
    """
        .formatted(family, table, chain, String.join(",", statements));
  }

  /** A rule of a chain of table {@code inet f}. */
  static String rule(String chain, String... statements) {
    return ruleOf("inet", "f", chain, statements);
  }

  static String to(String verb, String chain) {
    return "{\"%s\": {\"target\": \"%s\"}}".formatted(verb, chain);
  }

  /** A match by nft's own JSON of the left side; the right is text unless it is JSON already. */
  static String match(String left, String op, String right) {
    boolean isJson = right.startsWith("{") || right.startsWith("[") || right.equals("false");
    return "{\"match\": {\"op\": \"%s\", \"left\": %s, \"right\": %s}}"
        .formatted(op, left, isJson ? right : '"' + right + '"');
  }

  static String is(String left, String right) {
    return match(left, "==", right);
  }

  static String meta(String key) {
    return "{\"meta\": {\"key\": \"" + key + "\"}}";
  }

  static String ct(String key) {
    return "{\"ct\": {\"key\": \"" + key + "\"}}";
  }

  static String payload(String protocol, String field) {
    return "{\"payload\": {\"protocol\": \"%s\", \"field\": \"%s\"}}".formatted(protocol, field);
  }
}
