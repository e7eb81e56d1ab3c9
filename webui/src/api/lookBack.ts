import type { Client } from "./client";
import type { Drain, EventPage, Failover, ListAnswer, Node, VirtualRouter } from "./types";

/** All that the page shows, as it was at a time. */
export interface Past {
  /** RFC 3339. */
  at: string;
  routers: ListAnswer<VirtualRouter>;
  nodes: ListAnswer<Node>;
  failovers: ListAnswer<Failover>;
  drains: ListAnswer<Drain>;
  events: EventPage;
}

interface Listener {
  onPast: (past: Past) => void;
  onError: (at: string, message: string) => void;
}

/**
 * Reads what was. While a slider is dragged, times come faster than answers: there is one request
 * under way, and after it the newest time that was asked for counts.
 */
export class LookBack {
  private wanted: string | null = null;
  private isBusy = false;

  constructor(
    private readonly client: Client,
    private readonly eventCount: number,
    private readonly listener: Listener,
  ) {}

  /** Looks at that time; nowhere for null. */
  look(at: string | null): void {
    this.wanted = at;
    if (!this.isBusy) void this.read();
  }

  private async read(): Promise<void> {
    this.isBusy = true;
    let done: string | null = null;
    while (this.wanted !== null && this.wanted !== done) {
      const at: string = this.wanted;
      try {
        const past = await this.pastAt(at);
        if (this.wanted !== null) this.listener.onPast(past);
      } catch (failure) {
        if (this.wanted !== null) this.listener.onError(at, (failure as Error).message);
      }
      done = at;
    }
    this.isBusy = false;
  }

  private async pastAt(at: string): Promise<Past> {
    const { client } = this;
    const [routers, nodes, failovers, drains, events] = await Promise.all([
      client.virtualRouters(at),
      client.nodes(at),
      client.failovers(at),
      client.drains(at),
      client.newestEvents(this.eventCount, at),
    ]);
    return { at, routers, nodes, failovers, drains, events };
  }
}
