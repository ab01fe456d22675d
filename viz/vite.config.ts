import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Vendor code by how early the page needs it: what draws the first map comes apart from what may wait. */
const VENDORS = [
  { name: "maplibre", test: /node_modules[\\/]maplibre-gl/ },
  {
    name: "deck",
    test: /node_modules[\\/](@deck\.gl|@luma\.gl|@math\.gl|@loaders\.gl|@probe\.gl|mjolnir|earcut|gl-matrix)/,
  },
  { name: "columns", test: /node_modules[\\/](apache-arrow|flatbuffers|h3-js)/ },
  {
    name: "plot",
    test: /node_modules[\\/](@observablehq|d3|d3-[a-z-]+|internmap|delaunator|isoformat|interval-tree-1d|binary-search-bounds|robust-predicates)[\\/]/,
  },
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
];

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react()],
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2022",
    // MapLibre alone is 1.1 MB before compression.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups: VENDORS } } },
  },
  worker: { format: "es" },
  server: { proxy: { "/api": process.env.PENUMBRA_API ?? "http://127.0.0.1:4173" } },
});
