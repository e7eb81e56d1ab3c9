import { durationText } from "./time";

/** Reading of an event's data, whose fields differ by type and may be missing in older events. */
export type Facts = Readonly<Record<string, unknown>>;

/** The first of these that is there, as text. */
export function fact(facts: Facts, ...names: string[]): string | null {
  for (const name of names) {
    const value = facts[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
  }
  return null;
}

export function factList(facts: Facts, name: string): string[] {
  const value = facts[name];
  return Array.isArray(value) ? value.map((item) => shortText(item)) : [];
}

export function factMillis(facts: Facts, name: string): number | null {
  const nanos = facts[`${name}Nanos`] ?? facts[`${name}Ns`];
  if (nanos !== undefined && nanos !== null) return Number(nanos) / 1e6;
  const millis = facts[`${name}Millis`] ?? facts[`${name}Ms`];
  return millis === undefined || millis === null ? null : Number(millis);
}

/** ` of 10.77.0.2`, or nothing where the fact is missing. */
export function phrase(before: string, value: string | null, after = ""): string {
  return value === null ? "" : `${before}${value}${after}`;
}

export function shortText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || typeof value !== "object" ? String(value) : JSON.stringify(value);
}

/** A fact as it is shown: its name in words, times in units that a person reads. */
export function readable(name: string, value: unknown): [label: string, text: string] {
  const words = name.replace(/Nanos|Millis|Centiseconds/, "").replaceAll(/([A-Z])/g, " $1");
  return [words.toLowerCase(), readableValue(name, value)];
}

function readableValue(name: string, value: unknown): string {
  const number = typeof value === "string" || typeof value === "number" ? Number(value) : NaN;
  if (Number.isNaN(number)) return shortText(value);
  if (name.includes("Nanos")) return durationText(number / 1e6);
  if (name.includes("Millis")) return durationText(number);
  return name.includes("Centiseconds") ? durationText(number * 10) : shortText(value);
}
