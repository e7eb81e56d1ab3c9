package dev.baton.agent.firewall;

import java.util.HashMap;
import java.util.Map;

/** A host whose programs print what a test says; those that it does not name are not there. */
final class FakeTools extends Tools {
  private final Map<String, Listing> listings = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();

  FakeTools() {
    super(0);
  }

  /** One that has nft, with these items. */
  static FakeTools withNft(String... items) {
    return new FakeTools()
        .prints("nft -j list ruleset", "{\"nftables\": [" + String.join(",", items) + "]}");
  }

  FakeTools prints(String command, String text) {
    listings.put(command, new Listing.Printed(text));
    return this;
  }

  FakeTools fails(String command, String why) {
    listings.put(command, new Listing.Failed(why));
    return this;
  }

  FakeTools file(String name, String text) {
    files.put(name, text);
    return this;
  }

  @Override
  Listing run(String... command) {
    return listings.getOrDefault(String.join(" ", command), new Listing.Missing());
  }

  @Override
  String kernelFile(String name) {
    return files.getOrDefault(name, "");
  }
}
