import type {
  Drain,
  DrainRequest,
  EventPage,
  Failover,
  ListAnswer,
  Node,
  Plan,
  Refusal,
  Version,
  VirtualRouter,
} from "./types";

const BASE = "/api/v1";

/** An answer that is no success: the problem+json that came, or what the network said. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly refusals: Refusal[],
  ) {
    super(detail === "" ? title : `${title}: ${detail}`);
  }
}

export const client = {
  virtualRouters: (at?: string) => read<ListAnswer<VirtualRouter>>("/virtual-routers", { at }),
  nodes: (at?: string) => read<ListAnswer<Node>>("/nodes", { at }),
  failovers: (at?: string) => read<ListAnswer<Failover>>("/failovers", { limit: "50", at }),
  drains: (at?: string) => read<ListAnswer<Drain>>("/drains", { at }),
  version: () => read<Version>("/version"),
  firstEvent: () => read<EventPage>("/events", { limit: "1" }),
  newestEvents: (limit: number, at?: string) =>
    read<EventPage>("/events", { order: "desc", limit: `${limit}`, at }),
  eventsBefore: (before: string, limit: number, at?: string) =>
    read<EventPage>("/events", { order: "desc", limit: `${limit}`, before, at }),
  plan: (request: DrainRequest) => write<Plan>("/drains", { ...request, dryRun: true }),
  drain: (request: DrainRequest) => write<unknown>("/drains", request),
  abort: (drainId: string) => write<unknown>(`/drains/${encodeURIComponent(drainId)}/abort`, {}),
  undrainNode: (node: string) => write<unknown>(`/nodes/${encodeURIComponent(node)}/undrain`, {}),
};

export type Client = typeof client;

/** What is undefined is not asked for. */
function read<T>(path: string, query: Record<string, string | undefined> = {}): Promise<T> {
  const said = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  const search = said.length === 0 ? "" : `?${new URLSearchParams(said)}`;
  return answerOf<T>(fetch(BASE + path + search, { headers: { accept: "application/json" } }));
}

function write<T>(path: string, body: object): Promise<T> {
  return answerOf<T>(
    fetch(BASE + path, {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "idempotency-key": randomKey(),
      },
      body: JSON.stringify(body),
    }),
  );
}

async function answerOf<T>(pending: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await pending;
  } catch {
    throw new Problem(0, "The controller does not answer", "", []);
  }
  const text = await response.text();
  if (!response.ok) throw problemOf(response, text);
  return (text === "" ? null : JSON.parse(text)) as T;
}

function problemOf(response: Response, text: string): Problem {
  try {
    const body = JSON.parse(text) as { title?: string; detail?: string; refusals?: Refusal[] };
    const title = body.title ?? `HTTP ${response.status}`;
    return new Problem(response.status, title, body.detail ?? "", body.refusals ?? []);
  } catch {
    return new Problem(response.status, `HTTP ${response.status}`, response.statusText, []);
  }
}

/** Not crypto.randomUUID: browsers offer that only over TLS and on localhost. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
