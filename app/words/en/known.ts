import type { Words } from "../../../core/note.ts";
import type { knownNote } from "../../../models/known/notes.ts";

export const known: Words<typeof knownNote> = {
  "known.amounts": "order lines of the last three years, shrunk to the type",
  "known.inertia": "repeat buying between single-brand periods (Mantel-Haenszel)",
  "known.inertia_prior": "too few repeats to measure; no inertia assumed",
  "known.preferences": "what is expected of each brand at each account, over the amount of its order line",
  "known.rates":
    "run-rates of each account and brand, weighted by what they were worth one to three years earlier",
  "known.rates_default":
    "run-rates of each account and brand, with default weights: history is shorter than three years, or has too few buyers to learn them from",
  "known.repurchase": {
    one: "{{again}} of {{sites}} sites bought again within a year of {{count}} earlier end of history, by silence, frequency and rhythm",
    other:
      "{{again}} of {{sites}} sites bought again within a year of {{count}} earlier ends of history, by silence, frequency and rhythm",
  },
  "known.repurchase_prior":
    "too little history to count who buys again: MBG/NBD, Pareto/NBD and the own rhythm, with equal weights",
};
