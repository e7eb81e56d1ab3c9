import { MantineProvider, createTheme } from "@mantine/core";

import type { FleetStore } from "../api/fleetStore";
import { Overview } from "./overview/Overview";
import { FleetContext } from "./parts/fleetContext";

/** The accent of tokens.css, light to dark; white text on the seventh reaches WCAG AA. */
const BATON = [
  "#e3f6f7",
  "#c5eaed",
  "#93d8de",
  "#5cc3cc",
  "#36b2bd",
  "#1c99a5",
  "#10808c",
  "#0a6b76",
  "#075660",
  "#04434b",
] as const;

const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Liberation Mono", monospace',
  colors: { baton: BATON },
  primaryColor: "baton",
  primaryShade: { light: 7, dark: 7 },
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
