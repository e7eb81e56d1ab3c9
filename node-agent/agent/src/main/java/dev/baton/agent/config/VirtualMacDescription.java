package dev.baton.agent.config;

/** Describes the interfaces that an instance has of its own. */
final class VirtualMacDescription {
  private VirtualMacDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    var linkLayer = instance.linkLayer();
    for (var each : linkLayer.interfaces()) {
      said.line(
          "makes",
          "%s above %s with the MAC address %s, up only while Active"
              .formatted(each.interfaceName(), each.parent(), each.mac()));
    }
    if (!linkLayer.interfaces().isEmpty()) {
      String from =
          linkLayer.advertsFromVirtualMac()
              ? "the MAC address of " + linkLayer.interfaces().getFirst().interfaceName()
              : "the MAC address of " + instance.interfaceName() + " itself";
      said.line("makes", "advertisements leave from " + from);
    }
  }
}
