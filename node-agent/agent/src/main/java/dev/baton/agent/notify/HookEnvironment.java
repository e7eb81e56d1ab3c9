package dev.baton.agent.notify;

import dev.baton.events.InstanceEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.json.EventJson;
import java.util.HashMap;
import java.util.Map;

/** What a script finds in its environment beside what keepalived gives it: why it is run. */
final class HookEnvironment {
  private HookEnvironment() {}

  static Map<String, String> of(Notice notice) {
    var environment = new HashMap<String, String>();
    environment.put("BATON_TYPE", notice.type().name());
    environment.put("BATON_NAME", notice.name());
    environment.put("BATON_STATE", notice.state().name());
    environment.put("BATON_PRIORITY", Integer.toString(notice.priority()));
    environment.put("BATON_SEQ", Long.toString(notice.seq()));
    environment.put("BATON_EVENT", EventJson.ofAgent(notice.because()).toString());
    switch (notice.because().event()) {
      case InstanceEvent.Transitioned transitioned -> {
        environment.put("BATON_CAUSE", transitioned.cause().name());
        environment.put("BATON_PEER", transitioned.evidence().getOrDefault("peer", ""));
      }
      case PeerEvent.FirstHeard heard -> environment.put("BATON_PEER", heard.address());
      default -> {}
    }
    return environment;
  }
}
