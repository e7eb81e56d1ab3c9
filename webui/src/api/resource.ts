import type { ListAnswer } from "./types";

/** Several events in this time cause one request. */
const COALESCE_MILLIS = 50;
const RETRY_MILLIS = [50, 150, 400, 1_000, 2_000];
const UNSETTLED_MILLIS = 1_000;

export interface Loaded<T> {
  /** Null until the first answer. */
  items: T[] | null;
  asOfSeq: number;
  /** What the last attempt failed with. */
  error: string | null;
}

/**
 * One list of the API, kept at least as new as the newest event that touches it.
 *
 * An answer older than what is wanted (its projection lags behind the log) is shown, and asked for
 * again. There is never more than one request under way, so a stream of events cannot starve it.
 */
export class Resource<T> {
  private loaded: Loaded<T> = { items: null, asOfSeq: 0, error: null };
  private wantedSeq = 0;
  private dueAt = Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;
  private attempts = 0;
  private generation = 0;

  constructor(
    private readonly fetchList: () => Promise<ListAnswer<T>>,
    private readonly onChange: (loaded: Loaded<T>) => void,
    /** Whether time alone, without an event, may change what this list says. */
    private readonly isUnsettled: (items: readonly T[]) => boolean = () => false,
  ) {}

  /** Something at this position of the log touched the list. */
  want(seq: number): void {
    if (seq <= this.wantedSeq) return;
    this.wantedSeq = seq;
    this.attempts = 0;
    this.schedule(COALESCE_MILLIS);
  }

  /** Reads it now, whatever is known; the positions may begin anew (another log). */
  reload(): void {
    this.generation += 1;
    this.wantedSeq = 0;
    this.attempts = 0;
    this.loaded = { ...this.loaded, asOfSeq: 0 };
    this.schedule(0);
  }

  /** Not later than this; what is due sooner already stays so. */
  private schedule(waitMillis: number): void {
    const at = Date.now() + waitMillis;
    if (this.isBusy || this.dueAt <= at) return;
    clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => {
      this.dueAt = Infinity;
      void this.fetchOnce();
    }, waitMillis);
  }

  private async fetchOnce(): Promise<void> {
    this.isBusy = true;
    const generation = this.generation;
    let failed: string | null = null;
    try {
      this.take(generation, await this.fetchList());
    } catch (failure) {
      failed = (failure as Error).message;
      this.loaded = { ...this.loaded, error: failed };
      this.onChange(this.loaded);
    }
    this.isBusy = false;
    const isBehind = this.loaded.asOfSeq < this.wantedSeq;
    if (failed !== null || isBehind || generation !== this.generation) {
      this.schedule(this.nextWait());
    } else if (this.isUnsettled(this.loaded.items ?? [])) {
      this.schedule(UNSETTLED_MILLIS);
    }
  }

  private take(generation: number, answer: ListAnswer<T>): void {
    if (generation !== this.generation || answer.asOfSeq < this.loaded.asOfSeq) return;
    this.loaded = { items: answer.items, asOfSeq: answer.asOfSeq, error: null };
    this.onChange(this.loaded);
  }

  private nextWait(): number {
    const wait = RETRY_MILLIS[Math.min(this.attempts, RETRY_MILLIS.length - 1)] ?? COALESCE_MILLIS;
    this.attempts += 1;
    return wait;
  }
}
