import { Button, Group, Popover, Text } from "@mantine/core";
import { useState } from "react";

import { client } from "../../api/client";
import styles from "./NodeHeader.module.css";

interface UndrainButtonProps {
  node: string;
  isEnabled: boolean;
}

/** Lets a node take part again, after a second word: addresses may move to it at once. */
export function UndrainButton({ node, isEnabled }: UndrainButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <>
      <Popover
        opened={isAsking}
        onChange={setAsking}
        width={270}
        position="bottom-start"
        shadow="md"
        transitionProps={{ duration: 0 }}
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <Button
            size="compact-xs"
            variant="default"
            className={`${styles.action} ${styles.undrain}`}
            data-testid={`undrain-${node}`}
            aria-label={`Undrain ${node}`}
            disabled={!isEnabled}
            loading={isBusy}
            onClick={() => setAsking(!isAsking)}
          >
            Undrain
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={`Undrain ${node}?`}>
          <Text size="sm" mb="sm">
            Lift the hold of <strong>{node}</strong>? It takes part as configured again, and
            addresses may move back to it at once.
          </Text>
          <Group gap="xs" justify="flex-end">
            <Button
              size="compact-sm"
              variant="default"
              data-testid="undrain-cancel"
              onClick={() => setAsking(false)}
            >
              Cancel
            </Button>
            <Button
              size="compact-sm"
              data-testid="undrain-confirm"
              disabled={!isEnabled}
              onClick={() => void undrain()}
            >
              Undrain
            </Button>
          </Group>
        </Popover.Dropdown>
      </Popover>
      {failure !== null && (
        <span role="alert" className={styles.trouble}>
          {failure}
        </span>
      )}
    </>
  );

  async function undrain() {
    setAsking(false);
    setBusy(true);
    setFailure(null);
    try {
      await client.undrainNode(node);
    } catch (problem) {
      setFailure((problem as Error).message);
    }
    setBusy(false);
  }
}
