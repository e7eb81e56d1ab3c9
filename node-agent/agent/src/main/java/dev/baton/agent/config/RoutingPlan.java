package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the routes and rules of one file, which share the names and the count of preferences. */
final class RoutingPlan {
  private final Findings findings;
  private final RoutingNames names = new RoutingNames();
  private final RulePreferences preferences = new RulePreferences();

  RoutingPlan(Findings findings) {
    this.findings = findings;
  }

  /** What the blocks of an instance say; routes stand before the rules that look them up. */
  List<Routing> of(Settings settings) {
    return of(settings.all("virtual_routes"), settings.all("virtual_rules"));
  }

  List<Routing> of(List<Statement> routes, List<Statement> rules) {
    var all = new ArrayList<Routing>(RouteReader.all(routes, names, findings));
    all.addAll(RuleReader.all(rules, names, preferences, findings));
    return List.copyOf(all);
  }
}
