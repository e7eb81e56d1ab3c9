import type { Source } from "../api/liveFeed";

/** An EventSource that says what the test has it say. */
export class FakeSource implements Source {
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  isClosed = false;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(type, listener);
  }

  close(): void {
    this.isClosed = true;
  }

  opens(): void {
    this.onopen?.({} as Event);
  }

  fails(): void {
    this.onerror?.({} as Event);
  }

  says(type: string, data: unknown, lastEventId = ""): void {
    const message = { data: JSON.stringify(data), lastEventId } as MessageEvent<string>;
    this.listeners.get(type)?.(message);
  }
}

/** Keeps every source that was opened. */
export class FakeSources {
  readonly all: FakeSource[] = [];

  readonly open = (url: string): FakeSource => {
    const source = new FakeSource(url);
    this.all.push(source);
    return source;
  };

  get last(): FakeSource {
    const source = this.all.at(-1);
    if (source === undefined) throw new Error("nothing was opened");
    return source;
  }
}
