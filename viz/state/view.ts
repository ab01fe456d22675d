import { useSyncExternalStore } from "react";
import { PAGE_PATH } from "../../app/api/views.ts";
import { readView, type View, writeView } from "./address.ts";

export type { View };

/** The view in one place, kept in step with the address bar. */
let view = readView(window.location.search, window.location.pathname);
let pendingWrite: number | undefined;
const listeners = new Set<() => void>();

/** Browsers refuse more than some 100 address changes in 10 s: brushes, drags and play are written at rest. */
const WRITE_DELAY = 300;

window.addEventListener("popstate", () => {
  window.clearTimeout(pendingWrite);
  pendingWrite = undefined;
  view = readView(window.location.search, window.location.pathname);
  for (const listener of listeners) listener();
});

/** The current view; the component renders again when it changes. */
export function useView(): View {
  return useSyncExternalStore(subscribe, currentView);
}

export function currentView(): View {
  return view;
}

/**
 * Changes the view. A `step` is a place to come back to (a market, a selection, a layer): it gets an entry of
 * its own in the browser's history. Everything else only rewrites the current entry.
 */
export function changeView(patch: Partial<View>, kind: "step" | "adjust" = "adjust"): void {
  // Where one steps from is remembered as it was last seen; further adjustments are written together.
  if (kind === "step" && pendingWrite !== undefined) writeAddress();
  window.clearTimeout(pendingWrite);
  // Whoever chooses a view is lost no more.
  view = { ...view, ...(patch.screen && { lost: null }), ...patch };
  if (kind === "step") window.history.pushState(null, "", address());
  else pendingWrite = window.setTimeout(writeAddress, WRITE_DELAY);
  for (const listener of listeners) listener();
}

function writeAddress(): void {
  window.clearTimeout(pendingWrite);
  pendingWrite = undefined;
  window.history.replaceState(null, "", address());
}

function address(): string {
  return view.lost?.startsWith("/") ? view.lost : PAGE_PATH + writeView(view);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
