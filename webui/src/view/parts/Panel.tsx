import type { ReactNode } from "react";

import styles from "./Panel.module.css";

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  testId?: string;
}

/** A titled part of the page. */
export function Panel({ title, aside, children, testId }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={title} data-testid={testId}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
