package dev.baton.vrrp.sim;

import java.util.ArrayList;
import java.util.List;

/** Who received the packets that clients sent to the virtual addresses. */
final class Deliveries {
  private final List<List<String>> receivers = new ArrayList<>();

  /** The number of a new packet. */
  int next() {
    receivers.add(new ArrayList<>());
    return receivers.size() - 1;
  }

  void delivered(int number, String to) {
    receivers.get(number).add(to);
  }

  List<String> receiversOf(int number) {
    return List.copyOf(receivers.get(number));
  }
}
