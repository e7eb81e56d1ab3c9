import type { Envelope } from "./types";

/** No word from the controller for so long, not even a heartbeat: what we show is old. */
export const STALE_AFTER_MILLIS = 30_000;
/** Then the connection is given up too: TCP may not notice a cut cable for minutes. */
const GIVE_UP_AFTER_MILLIS = 40_000;
const RETRY_MILLIS = [250, 500, 1_000, 2_000, 4_000];

export type FeedPhase = "connecting" | "live" | "reconnecting";

export interface FeedStatus {
  phase: FeedPhase;
  /** By our clock: the last message of any kind; 0 before the first. */
  lastWordAt: number;
  /** By our clock: since when there is no connection; 0 while there is one. */
  brokenSince: number;
  /** The controller's clock minus ours. */
  clockOffsetMillis: number;
}

export interface FeedListener {
  onStatus(status: FeedStatus): void;
  onEvent(event: Envelope): void;
  /** The log has reached this position. */
  onPosition(seq: number): void;
  /** The cursor means nothing to the controller any more: everything must be read anew. */
  onReset(): void;
}

/** The part of EventSource that is used here. */
export interface Source {
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/**
 * The stream of events, resumed by cursor over any number of connections.
 *
 * Reconnecting is done here and not left to EventSource: it gives up for good on an HTTP error, and
 * does not see a silent connection at all.
 */
export class LiveFeed {
  private status: FeedStatus = {
    phase: "connecting",
    lastWordAt: 0,
    brokenSince: 0,
    clockOffsetMillis: 0,
  };
  private source: Source | null = null;
  private cursor: string | null = null;
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly open: (url: string) => Source,
    private readonly listener: FeedListener,
  ) {}

  /** Starts after this cursor, or at the live end. */
  start(cursor: string | null): void {
    this.cursor = cursor;
    this.connect();
  }

  stop(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.source?.close();
    this.source = null;
  }

  private connect(): void {
    const after = this.cursor === null ? "" : `?after=${encodeURIComponent(this.cursor)}`;
    const source = this.open(`/api/v1/stream${after}`);
    this.source = source;
    const heard =
      (take: (event: MessageEvent<string>) => void) => (event: MessageEvent<string>) => {
        if (this.source !== source) return;
        this.heard();
        take(event);
      };
    source.onopen = () => this.source === source && this.heard();
    source.onerror = () => this.source === source && this.broken();
    source.addEventListener(
      "hello",
      heard((event) => this.takeHello(event.data)),
    );
    source.addEventListener(
      "heartbeat",
      heard((event) => this.takeHeartbeat(event.data)),
    );
    source.addEventListener(
      "event",
      heard((event) => this.takeEvent(event)),
    );
    source.addEventListener(
      "reset",
      heard(() => this.takeReset()),
    );
    this.watchSilence();
  }

  private takeHello(data: string): void {
    const hello = JSON.parse(data) as { asOfSeq: number; asOfCursor: string; now: string };
    this.cursor ??= hello.asOfCursor;
    this.setClock(hello.now);
    this.listener.onPosition(hello.asOfSeq);
  }

  private takeHeartbeat(data: string): void {
    const heartbeat = JSON.parse(data) as { now: string; asOfSeq: number };
    this.setClock(heartbeat.now);
    this.listener.onPosition(heartbeat.asOfSeq);
  }

  private takeEvent(message: MessageEvent<string>): void {
    const event = JSON.parse(message.data) as Envelope;
    this.cursor = message.lastEventId === "" ? event.cursor : message.lastEventId;
    this.listener.onEvent(event);
  }

  private takeReset(): void {
    this.cursor = null;
    this.stop();
    this.listener.onReset();
  }

  private setClock(now: string): void {
    this.update({ clockOffsetMillis: Date.parse(now) - Date.now() });
  }

  private heard(): void {
    this.failures = 0;
    this.update({ phase: "live", lastWordAt: Date.now(), brokenSince: 0 });
    this.watchSilence();
  }

  private broken(): void {
    this.stop();
    const brokenSince = this.status.brokenSince === 0 ? Date.now() : this.status.brokenSince;
    this.update({
      phase: this.status.lastWordAt === 0 ? "connecting" : "reconnecting",
      brokenSince,
    });
    const wait = RETRY_MILLIS[Math.min(this.failures, RETRY_MILLIS.length - 1)];
    this.failures += 1;
    this.retryTimer = setTimeout(() => this.connect(), wait);
  }

  private watchSilence(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => this.broken(), GIVE_UP_AFTER_MILLIS);
  }

  private update(change: Partial<FeedStatus>): void {
    this.status = { ...this.status, ...change };
    this.listener.onStatus(this.status);
  }
}
