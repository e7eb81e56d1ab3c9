import { useState } from "react";

import { DrainBoard } from "./DrainBoard";
import { DrainDialog } from "./DrainDialog";
import { EventFeed } from "./EventFeed";
import { Failovers } from "./Failovers";
import { Holds } from "./Holds";
import { Matrix } from "./Matrix";
import styles from "./Overview.module.css";
import { TimeBar } from "./TimeBar";
import { TopBar } from "./TopBar";
import { VerdictLine } from "./VerdictLine";

/** The first screen: is all well, who has what, what moved, what happens now. */
export function Overview() {
  const [drainTarget, setDrainTarget] = useState<string | null>(null);
  return (
    <>
      <TopBar />
      <TimeBar />
      <main className={styles.page}>
        <VerdictLine />
        <Holds />
        <Matrix onDrain={setDrainTarget} />
        <DrainBoard />
        <div className={styles.columns}>
          <Failovers />
          <EventFeed />
        </div>
      </main>
      <DrainDialog target={drainTarget} onClose={() => setDrainTarget(null)} />
    </>
  );
}
