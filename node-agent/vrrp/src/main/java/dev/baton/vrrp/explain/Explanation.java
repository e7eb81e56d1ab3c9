package dev.baton.vrrp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a packet says, layer by layer, and what is to be said about it. */
public record Explanation(List<Layer> layers, List<Remark> remarks) {
  /** Keeps copies, the worst remarks first. */
  public Explanation {
    layers = List.copyOf(layers);
    remarks = remarks.stream().sorted(Comparator.comparing(Remark::weight)).toList();
  }

  /** A protocol's part of the packet. */
  public record Layer(String title, List<Field> fields) {
    /** Keeps a copy. */
    public Layer {
      fields = List.copyOf(fields);
    }
  }

  /**
   * One field.
   *
   * @param offset where it begins, from the beginning of its layer
   * @param octets in hexadecimal, as they are in the packet
   */
  public record Field(int offset, String octets, String name, String meaning) {}

  /** How bad what is remarked is. */
  public enum Weight {
    /** Receivers discard the packet, or should. */
    WRONG,
    /** Worth knowing; receivers differ, or it points to a misconfiguration. */
    NOTE,
    /** What Baton does with it. */
    VERDICT
  }

  /** Something to be said about the packet, with the rule's source where there is one. */
  public record Remark(Weight weight, String text) {}

  /** Whether anything is wrong with the packet. */
  public boolean isFaulty() {
    return remarks.stream().anyMatch(remark -> remark.weight() == Weight.WRONG);
  }

  /** Collects an explanation while a packet is read. */
  static final class Draft {
    private final List<Layer> layers = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private String title = "";

    void layer(String next) {
      endLayer();
      title = next;
    }

    void field(Octets part, int offset, int length, String name, String meaning) {
      fields.add(new Field(offset, part.hex(offset, length), name, meaning));
    }

    void wrong(String text) {
      remarks.add(new Remark(Weight.WRONG, text));
    }

    void note(String text) {
      remarks.add(new Remark(Weight.NOTE, text));
    }

    void verdict(String text) {
      remarks.add(new Remark(Weight.VERDICT, text));
    }

    Explanation done() {
      endLayer();
      return new Explanation(layers, remarks);
    }

    private void endLayer() {
      if (!title.isEmpty()) {
        layers.add(new Layer(title, fields));
        fields.clear();
      }
    }
  }
}
