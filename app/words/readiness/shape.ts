import type { ReadinessId } from "../../../data/readiness/items.ts";

export type Figures<Name extends string> = Readonly<Record<Name, number>>;

/** What an item rests on; shares are 0 to 1. */
export interface ReadinessFigures {
  history: Figures<"years">;
  freshness: Figures<"days">;
  places: Figures<"accounts" | "amount">;
  attributes: Figures<"type" | "size" | "opened" | "digital_affinity" | "influence">;
  plan: Figures<"accounts" | "territories" | "reps">;
  reach: Figures<"phone" | "mail">;
  visits: Figures<"accounts" | "rep">;
  channels: Figures<"hours" | "channel" | "channels">;
  windows: Figures<"accounts">;
  service: Figures<"opportunities" | "tickets" | "surveys">;
  rivals: Figures<"accounts" | "areas">;
  lists: Figures<"lists" | "places">;
  categories: Figures<"categories" | "amount">;
  areas: Figures<"areas" | "populated">;
  activity: Figures<"day" | "hour">;
  targets: Figures<"days" | "territories">;
  calendar: Figures<"holidays" | "offers" | "supply">;
}

/** How a language writes figures. */
export interface FigureFormat {
  /** `12,345` or `7.9`: at most one digit after the mark. */
  number(value: number): string;
  /** `93.7%`. */
  share(value: number): string;
}

/** One item in one language. */
export interface ItemWords<F> {
  readonly title: string;
  readonly evidence: (figures: F, format: FigureFormat) => string;
  /** What a twin can do with it. */
  readonly unlocks: string;
  /** A file or column to add. */
  readonly next: (figures: F, format: FigureFormat) => string;
}

export type ReadinessWords = { readonly [Id in ReadinessId]: ItemWords<ReadinessFigures[Id]> };
