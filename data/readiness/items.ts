/** Points that an item can bring; they add up to 100. */
export const READINESS_MAX = {
  history: 15,
  rivals: 12,
  places: 10,
  visits: 10,
  freshness: 8,
  attributes: 7,
  lists: 6,
  channels: 5,
  windows: 4,
  activity: 4,
  plan: 4,
  targets: 3,
  categories: 3,
  calendar: 3,
  areas: 2,
  reach: 2,
  service: 2,
} as const;

export type ReadinessId = keyof typeof READINESS_MAX;

export interface ReadinessItem {
  readonly id: ReadinessId;
  /** 0 to `max`, to a tenth. */
  readonly points: number;
  readonly max: number;
  /** What the points rest on: shares are 0 to 1. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Readiness {
  /** A whole number, 0 to 100. */
  readonly score: number;
  /** What brings most comes first. */
  readonly items: readonly ReadinessItem[];
}
