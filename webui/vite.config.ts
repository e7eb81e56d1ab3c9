import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a controller (or `npm run mock`). */
const controller = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "target/classes/webroot",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    license: { fileName: "licenses.md" },
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { "/api": controller } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
