import type { ReactNode } from "react";

import styles from "./Empty.module.css";

/** What stands where there is nothing: what it means, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <p className={styles.hint}>{children}</p>}
    </div>
  );
}
