/** Metrics of the heat, as the page, the API and the commands name them. */
export const HEAT_METRICS = ["contacts", "orders", "activity"] as const;
export type HeatMetric = (typeof HEAT_METRICS)[number];

/** What a row of the heat is for. */
export const HEAT_PLACES = ["cell", "territory"] as const;
export type HeatPlace = (typeof HEAT_PLACES)[number];
