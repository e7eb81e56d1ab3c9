import { useState } from "react";

import { type EventFilter, filterOf, searchOf } from "../../model/filters";

/** The filter as it stands in the page's address, so that a link carries it. */
export function useEventFilter(): [EventFilter, (filter: EventFilter) => void] {
  const [filter, setFilter] = useState(() => filterOf(location.search));
  return [filter, change];

  function change(next: EventFilter) {
    setFilter(next);
    const search = searchOf(next, location.search);
    history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
  }
}
