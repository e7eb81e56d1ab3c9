/** RFC 3339 with up to nine decimals, to milliseconds since 1970. */
export function millisOf(time: string): number {
  return Date.parse(time);
}

/** `3 s`, `4 min 5 s`, `2 h 10 min`, `3 d 4 h`: two units at most. */
export function ageText(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(minutes, "min", seconds % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(hours, "h", minutes % 60, "min");
  return joined(Math.floor(hours / 24), "d", hours % 24, "h");
}

function joined(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** `12:34:56` in UTC. */
export function clockText(millis: number): string {
  return new Date(millis).toISOString().slice(11, 19);
}

/** `12:34:56.123` in UTC. */
export function exactClockText(time: string): string {
  const millis = millisOf(time);
  return Number.isNaN(millis) ? time : new Date(millis).toISOString().slice(11, 23);
}

/** `2026-03-02` in UTC. */
export function dateText(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}

/** The time of day; with the date in front when it was another day than now. */
export function momentText(time: string, nowMillis: number): string {
  const millis = millisOf(time);
  if (Number.isNaN(millis)) return time;
  const isToday = dateText(millis) === dateText(nowMillis);
  return isToday ? clockText(millis) : `${dateText(millis)} ${clockText(millis)}`;
}

/** `41 µs`, `3.1 ms`, `42 ms`, `3.61 s`: as many digits as say something. */
export function durationText(millis: number): string {
  if (millis > 0 && millis < 0.1) return `${Math.round(millis * 1_000)} µs`;
  if (millis < 10) return `${trimmed(millis, 1)} ms`;
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${trimmed(millis / 1_000, 2)} s`;
  return ageText(millis);
}

function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** As a time field of a page has it, in UTC: `2026-03-02T12:34:56`. */
export function utcFieldText(millis: number): string {
  return new Date(millis).toISOString().slice(0, 19);
}

/** What stands in a time field, in milliseconds since 1970. */
export function utcFieldTime(text: string): number {
  return Date.parse(`${text}Z`);
}
