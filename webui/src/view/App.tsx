import { MantineProvider, createTheme } from "@mantine/core";

import type { FleetStore } from "../api/fleetStore";
import { Overview } from "./overview/Overview";
import { FleetContext } from "./parts/fleetContext";

const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Liberation Mono", monospace',
  primaryColor: "teal",
  primaryShade: { light: 9, dark: 8 },
  defaultRadius: "md",
  cursorType: "pointer",
});

export function App({ store }: { store: FleetStore }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <FleetContext value={store}>
        <Overview />
      </FleetContext>
    </MantineProvider>
  );
}
