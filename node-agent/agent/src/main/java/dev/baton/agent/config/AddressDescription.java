package dev.baton.agent.config;

/** Describes the addresses that an instance serves, and the routes and rules beside them. */
final class AddressDescription {
  private AddressDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    if (instance.addresses().isEmpty()) {
      said.line(
          "serves",
          instance.excluded().isEmpty()
              ? "no address: who is Active is all that it decides, and tells its scripts"
              : "no address that is advertised");
    }
    instance.addresses().forEach(address -> said.line("serves", address.toString()));
    instance
        .excluded()
        .forEach(address -> said.line("serves", address + ", which is not advertised"));
    if (!instance.accepts()) {
      said.line("serves", "packets to these addresses are refused, and only routed through");
    }
    if (instance.fence().isSet()) {
      said.line(
          "serves",
          "them for %d s at a time, renewed every %s s: they lapse where this host stands still"
              .formatted(
                  instance.fence().lifetimeSeconds(),
                  Numbers.seconds(instance.fence().renewalNanos())));
    }
    if (instance.service().promotesSecondaries()) {
      said.line(
          "serves",
          "them on %s, where the others of a prefix stay when one goes (promote_secondaries)"
              .formatted(instance.interfaceName()));
    }
    for (Routing routing : instance.routing()) {
      switch (routing) {
        case Route route -> said.line("routes", route.toString());
        case Rule rule -> said.line("rules", rule.toString());
      }
    }
  }
}
