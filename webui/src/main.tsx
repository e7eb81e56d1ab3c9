import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.css";
import "./view/tokens.css";

import { createRoot } from "react-dom/client";

import { client } from "./api/client";
import { FleetStore } from "./api/fleetStore";
import { App } from "./view/App";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root: this is a bug");

const store = new FleetStore(client, (url) => new EventSource(url));
void store.begin();
const at = new URLSearchParams(window.location.search).get("at");
if (at !== null && !Number.isNaN(Date.parse(at))) store.look(at);
createRoot(root).render(<App store={store} />);
