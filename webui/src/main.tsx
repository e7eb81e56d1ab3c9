import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root: this is a bug");
createRoot(root).render(<h1>Baton</h1>);
