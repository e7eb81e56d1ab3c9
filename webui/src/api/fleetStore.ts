import { ALL_LISTS, affectedBy, type ListName } from "../model/affected";
import { EMPTY_BUFFER, type EventBuffer, withLive, withOlder } from "../model/eventBuffer";
import { isAnyProvisional } from "../model/failovers";
import { isAnyContested } from "../model/routers";
import type { Client } from "./client";
import { type FeedStatus, LiveFeed, type Source } from "./liveFeed";
import { LookBack, type Past } from "./lookBack";
import { type Loaded, Resource } from "./resource";
import type {
  Drain,
  Envelope,
  EventPage,
  Failover,
  ListAnswer,
  Node,
  Version,
  VirtualRouter,
} from "./types";

const PAGE = 100;
/** Changes that come together are drawn together. */
const DRAW_MILLIS = 16;
const RETRY_MILLIS = 1_000;

export interface Fleet {
  routers: Loaded<VirtualRouter>;
  nodes: Loaded<Node>;
  failovers: Loaded<Failover>;
  drains: Loaded<Drain>;
  events: EventBuffer;
  eventsLoaded: boolean;
  feed: FeedStatus;
  headSeq: number;
  version: Version | null;
  /** What is shown instead of now; null: it is now. */
  look: Look | null;
}

/** A look at an earlier time. */
export interface Look {
  /** RFC 3339. */
  at: string;
  /** Whether all lists are from that time yet, and not from the time before it. */
  isThere: boolean;
  error: string | null;
}

const NOTHING = { items: null, asOfSeq: 0, error: null };

/** Everything the page shows: snapshots by GET, kept fresh by the stream. */
export class FleetStore {
  private fleet: Fleet = {
    routers: NOTHING,
    nodes: NOTHING,
    failovers: NOTHING,
    drains: NOTHING,
    events: EMPTY_BUFFER,
    eventsLoaded: false,
    feed: { phase: "connecting", lastWordAt: 0, brokenSince: 0, clockOffsetMillis: 0 },
    headSeq: 0,
    version: null,
    look: null,
  };
  private past: Past | null = null;
  private readonly lookBack: LookBack;
  private readonly viewers = new Set<() => void>();
  private readonly lists: Record<ListName, { want(seq: number): void; reload(): void }>;
  private readonly stream: LiveFeed;
  private arrived: Envelope[] = [];
  private drawTimer: ReturnType<typeof setTimeout> | undefined;
  private draft = this.fleet;

  constructor(
    private readonly client: Client,
    open: (url: string) => Source,
  ) {
    this.lists = {
      routers: new Resource(
        client.virtualRouters,
        (routers) => this.change({ routers }),
        isAnyContested,
      ),
      nodes: new Resource(client.nodes, (nodes) => this.change({ nodes })),
      failovers: new Resource(
        client.failovers,
        (failovers) => this.change({ failovers }),
        isAnyProvisional,
      ),
      drains: new Resource(client.drains, (drains) => this.change({ drains })),
    };
    this.lookBack = new LookBack(client, PAGE, {
      onPast: (past) => this.takePast(past),
      onError: (at, error) => this.change({ look: { at, isThere: false, error } }),
    });
    this.stream = new LiveFeed(open, {
      onStatus: (feed) => this.change({ feed }),
      onEvent: (event) => this.takeEvent(event),
      onPosition: (seq) => this.takePosition(seq),
      onReset: () => void this.begin(),
    });
  }

  /** Reads everything and follows the stream from there; again after a reset. */
  async begin(): Promise<void> {
    this.arrived = [];
    for (const name of ALL_LISTS) this.lists[name].reload();
    let page: EventPage;
    try {
      page = await this.client.newestEvents(PAGE);
    } catch {
      this.noAnswer();
      return;
    }
    const events = withOlder(EMPTY_BUFFER, page.items, page.items.length < PAGE);
    this.change({ events, eventsLoaded: true, headSeq: page.asOfSeq });
    this.stream.start(page.asOfCursor);
    void this.client.version().then(
      (version) => this.change({ version }),
      () => undefined,
    );
  }

  private noAnswer(): void {
    const { feed } = this.draft;
    const brokenSince = feed.brokenSince === 0 ? Date.now() : feed.brokenSince;
    this.change({ feed: { ...feed, brokenSince } });
    setTimeout(() => void this.begin(), RETRY_MILLIS);
  }

  async loadOlderEvents(): Promise<void> {
    const { past } = this;
    const { older } = past === null ? this.draft.events : eventsOf(past);
    if (older === null) return;
    const page = await this.client.eventsBefore(older, PAGE, past?.at);
    if (past === null) {
      this.change({ events: withOlder(this.draft.events, page.items, page.items.length < PAGE) });
    } else if (this.past === past) {
      const items = [...past.events.items, ...page.items];
      this.takePast({ ...past, events: { ...page, items } });
    }
  }

  /** Shows what was at that time (RFC 3339); what is, for null. */
  look(at: string | null): void {
    if (at === null) this.past = null;
    this.change({ look: at === null ? null : { at, isThere: this.past?.at === at, error: null } });
    this.lookBack.look(at);
  }

  /** When the log begins, in milliseconds since 1970. */
  async beginning(): Promise<number> {
    const page = await this.client.firstEvent();
    return Date.parse(page.items[0]?.recordedAt ?? "");
  }

  private takePast(past: Past): void {
    this.past = past;
    const look = this.draft.look;
    if (look?.at === past.at) this.change({ look: { ...look, isThere: true, error: null } });
    else this.change({});
  }

  readonly subscribe = (viewer: () => void): (() => void) => {
    this.viewers.add(viewer);
    return () => this.viewers.delete(viewer);
  };

  readonly current = (): Fleet => this.fleet;

  private takeEvent(event: Envelope): void {
    this.arrived.push(event);
    for (const name of affectedBy(event.type)) this.lists[name].want(event.seq);
    this.change({ headSeq: Math.max(this.draft.headSeq, event.seq) });
  }

  private takePosition(seq: number): void {
    for (const name of ALL_LISTS) this.lists[name].want(seq);
    this.change({ headSeq: Math.max(this.draft.headSeq, seq) });
  }

  private change(part: Partial<Fleet>): void {
    this.draft = { ...this.draft, ...part };
    this.drawTimer ??= setTimeout(() => this.draw(), DRAW_MILLIS);
  }

  private draw(): void {
    this.drawTimer = undefined;
    this.draft = { ...this.draft, events: withLive(this.draft.events, this.arrived) };
    this.arrived = [];
    this.fleet = this.past === null ? this.draft : { ...this.draft, ...listsOf(this.past) };
    for (const viewer of this.viewers) viewer();
  }
}

function eventsOf(past: Past): EventBuffer {
  const { items } = past.events;
  const isLast = items.length % PAGE !== 0 || items.length === 0;
  return withOlder(EMPTY_BUFFER, items, isLast);
}

function listsOf(past: Past): Partial<Fleet> {
  const loaded = <T>(answer: ListAnswer<T>): Loaded<T> => ({ ...answer, error: null });
  return {
    routers: loaded(past.routers),
    nodes: loaded(past.nodes),
    failovers: loaded(past.failovers),
    drains: loaded(past.drains),
    events: eventsOf(past),
    eventsLoaded: true,
    headSeq: past.routers.asOfSeq,
  };
}
