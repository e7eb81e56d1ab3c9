package dev.baton.controller.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;

/** {@code baton status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows all nodes and virtual routers.",
      "Ends with 8 when a virtual router is not OK, so that scripts can ask."
    })
public final class StatusCommand extends Looking {
  @Override
  int run() {
    var nodes = look("/nodes");
    var routers = look("/virtual-routers");
    if (screen().isJson()) {
      var both = JsonNodeFactory.instance.objectNode();
      both.set("nodes", nodes.path("items"));
      both.set("virtualRouters", routers.path("items"));
      screen().json(both);
    } else {
      Listings.nodes(screen(), nodes);
      screen().line("");
      Listings.routers(screen(), routers);
      sayWhen(routers);
    }
    for (var router : routers.path("items")) {
      if (!router.path("verdict").asText().equals("OK")) {
        return ExitCode.DEGRADED;
      }
    }
    return ExitCode.OK;
  }
}
