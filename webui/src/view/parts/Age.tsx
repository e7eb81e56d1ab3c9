import { ageText, millisOf } from "../../model/time";
import { useControllerNow } from "./fleetContext";

/** How long ago something was; keeps counting. */
export function Age({ since, suffix = "" }: { since: string; suffix?: string }) {
  const now = useControllerNow();
  return (
    <time dateTime={since} title={since}>
      {ageText(now - millisOf(since))}
      {suffix}
    </time>
  );
}
