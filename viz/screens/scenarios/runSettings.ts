import { useSyncExternalStore } from "react";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { BASELINE } from "./names.ts";

/** How two scenarios are to be run. They stay while the page is open, whichever scenario is looked at. */
export interface RunSettings {
  /** Name of the scenario to compare with. */
  readonly against: string;
  readonly runs: number;
  /** Periods ahead; null: as the scenarios say. */
  readonly horizon: number | null;
}

const DEFAULT: RunSettings = { against: BASELINE, runs: 256, horizon: null };

const settings = new Map<string, RunSettings>();
const listeners = new Set<() => void>();

/** The settings of a market, and the way to change them. */
export function useRunSettings({ id }: MarketInfo): [RunSettings, (next: RunSettings) => void] {
  const current = useSyncExternalStore(subscribe, () => settings.get(id) ?? DEFAULT);
  const change = (next: RunSettings) => {
    settings.set(id, next);
    for (const listener of listeners) listener();
  };
  return [current, change];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
