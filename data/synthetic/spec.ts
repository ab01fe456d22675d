import { minorUnitsOf } from "../../core/money.ts";

/** The made-up books write amounts with two decimals, and sums of them are exact. */
export const DECIMALS = 2;
export const MINOR_UNITS = minorUnitsOf(DECIMALS);

/**
 * What a synthetic market is made of. Everything that differs between examples is here; the generator itself
 * knows no city, brand or product. The law of the truth is that of the design's "Week t": Poisson occasions,
 * brand choice with preference, inertia, goodwill and awareness, gamma amounts.
 *
 * Places are degrees, distances kilometres, rates occasions a week, amounts major currency units.
 */
export interface SyntheticSpec {
  /** By language; both say that the market is synthetic. */
  readonly name: Readonly<Record<"en" | "tr", string>>;
  /** Written into README.txt: what is real and what is invented. */
  readonly about: Readonly<Record<"en" | "tr", readonly string[]>>;
  readonly currency: string;
  readonly timezone: string;
  readonly language: "en" | "tr";
  readonly resolution: number;
  /** Share of an amount that is margin, cost of a contact by channel, cost of a rep's week. */
  readonly economics: {
    readonly margin: number;
    readonly contact_cost: Readonly<Record<string, number>>;
    readonly rep_week: number;
  };
  /** First Monday of history and its length. */
  readonly history: { readonly from: string; readonly weeks: number };
  /** Accounts in all, and the share of them that the company knows. */
  readonly accounts: number;
  readonly knownShare: number;
  /** Share of known accounts whose coordinates are missing in the file. */
  readonly unplacedShare: number;
  readonly geography: Geography;
  readonly territories: readonly TerritorySpec[];
  /** Own brand first. */
  readonly brands: readonly BrandSpec[];
  readonly types: readonly TypeSpec[];
  readonly categories: CategoriesSpec;
  readonly demand: DemandSpec;
  readonly choice: ChoiceSpec;
  readonly contact: ContactSpec;
  readonly lifecycle: LifecycleSpec;
  readonly promotions: readonly PromotionSpec[];
  /** What the calendar calls the moving holidays. */
  readonly holidays: Readonly<Record<"ramadan" | "ramadanFeast" | "sacrificeFeast", string>>;
  readonly panel: PanelSpec;
  readonly lists: readonly ListSpec[];
  readonly office: OfficeSpec;
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** The last weeks of history that the activity signal covers, and its rows of passers-by. */
  readonly activity: { readonly weeks: number; readonly footfall: number };
}

export type LonLat = readonly [lon: number, lat: number];

export interface Geography {
  /** Where kilometres are counted from. */
  readonly centre: LonLat;
  /** Closed ring of the whole region. */
  readonly outline: readonly LonLat[];
  readonly districts: readonly District[];
  readonly quarters: readonly Quarter[];
  readonly roads: readonly Road[];
  /** The innermost streets. */
  readonly core: Road;
  /** Discs where nobody trades: airfields, woods, lakes. */
  readonly voids: readonly { readonly name: string; readonly at: LonLat; readonly km: number }[];
}

export interface District {
  readonly id: string;
  readonly name: string;
  readonly population: number;
  /** Purchasing power, 1 = average; invented. */
  readonly income: number;
}

/** A lived-in place; the Voronoi polygons of a district's quarters together are its outline. */
export interface Quarter {
  readonly district: string;
  readonly name: string;
  readonly at: LonLat;
  /** Share of the district's people. */
  readonly share: number;
  /** Spread of its neighbourhoods. */
  readonly km: number;
}

/** Density along a road falls off exponentially with the distance from its first point. */
export interface Road {
  readonly name: string;
  readonly line: readonly LonLat[];
  readonly weight: number;
  readonly falloffKm: number;
  readonly sideKm: number;
}

export interface TerritorySpec {
  readonly id: string;
  readonly name: string;
  readonly districts: readonly string[];
  readonly rep: RepSpec;
}

export interface RepSpec {
  readonly id: string;
  readonly name: string;
  readonly home: LonLat;
  readonly weeklyCalls: number;
  readonly weeklyCost: number;
  /** Log odds added to an account's chance of being known, and factor on calls made: exp(zeal / 4). */
  readonly zeal: number;
}

export interface BrandSpec {
  readonly name: string;
  /** Mean preference; the brands' shares sum to 1. */
  readonly share: number;
  /** Factor on the amount of an occasion. */
  readonly priceFactor: number;
  readonly unitPrice: number;
  /** Strength in each product category; 0: it sells nothing there. */
  readonly range: readonly number[];
}

/** An account's purchase of brand b is of category c with probability ∝ mix(c) · range(b, c). */
export interface CategoriesSpec {
  readonly names: readonly string[];
  /** Factor on the brand's price of a unit. */
  readonly unitFactor: readonly number[];
  /** Sum of the Dirichlet weights of an account's mix. */
  readonly concentration: number;
}

export interface TypeSpec {
  readonly id: string;
  /** Patterns of names: {place} is the quarter's name, any other {key} a word of `words`. */
  readonly names: readonly string[];
  /** Share of the accounts. */
  readonly share: number;
  /** Where it settles: core streets, roads, and the rest by population. */
  readonly settles: { readonly core: number; readonly roads: number };
  /** Power of the district's income in the number of accounts. */
  readonly incomePower: number;
  readonly rateMean: number;
  readonly rateShape: number;
  readonly amountMean: number;
  readonly amountSpread: number;
  /** Log of its factor on each brand's preference, own brand first. */
  readonly taste: readonly number[];
  /** Shares of the product categories in what it buys. */
  readonly mix: readonly number[];
  /** Log odds added to its chance of being known. */
  readonly visibility: number;
  readonly digital: number;
  /** Annual cycle: log amplitude and the week of its peak (0 = first week of January). */
  readonly season: { readonly amplitude: number; readonly peakWeek: number };
  /** Log effects of a whole week of fasting, of the feast days, and of the week before a feast. */
  readonly ramadan: number;
  readonly feast: number;
  readonly beforeFeast: number;
  /** Share of sales by weekday, Monday first. */
  readonly weekdays: readonly number[];
  /** Passers-by: bumps over the hours of the day. */
  readonly hours: readonly { readonly at: number; readonly width: number; readonly weight: number }[];
  /** Hours [from, to) in which a rep is welcome; each account shifts them by up to an hour. */
  readonly welcome: readonly (readonly [number, number])[];
}

export interface DemandSpec {
  /** Log growth of occasions a year. */
  readonly trend: number;
  /** Common shocks: stationary standard deviation of the logs and weekly autocorrelation. */
  readonly marketShock: number;
  readonly typeShock: number;
  readonly autocorrelation: number;
  /** Standard deviation of the districts' log effect on rates, and power of income in rates. */
  readonly districtSpread: number;
  readonly incomePower: number;
  /** Gamma shape of one occasion's amount. */
  readonly amountShape: number;
}

export interface ChoiceSpec {
  /** Sum of the Dirichlet weights of an account's preferences. */
  readonly concentration: number;
  /** Standard deviation of the districts' log effect on each brand. */
  readonly districtSpread: number;
  /** κ: utility of the brand bought last. */
  readonly inertia: number;
  /** Chance of knowing the own brand at the start, for known and for dark accounts. */
  readonly aware: { readonly known: number; readonly dark: number };
  /** Bass with local imitation: hazard p + q·S. */
  readonly innovation: number;
  readonly imitation: number;
}

export interface ContactSpec {
  readonly channels: readonly ChannelSpec[];
  /** Chance that an account keeps one weekday (Monday to Saturday) free of contacts. */
  readonly dayOff: number;
  /** Share of known accounts that were asked for their contact windows. */
  readonly asked: number;
  /** Share of goodwill that survives a week. */
  readonly carryOver: number;
  /** Own utility at goodwill g: effect · (1 − exp(−g)). */
  readonly effect: number;
  /** Share of contacts in welcome hours, and what is left of a contact outside them. */
  readonly insideWindow: number;
  readonly outsideValue: number;
  /** Log odds of being known: a factor on log relative size, and a loss for each unit of log(1 + km / 5) from the rep's home. */
  readonly sizeVisibility: number;
  readonly distanceVisibility: number;
}

export interface ChannelSpec {
  readonly id: string;
  readonly share: number;
  /** What a welcome contact adds to goodwill. */
  readonly goodwill: number;
  /** Chance of being allowed: base + digital · the account's digital affinity. */
  readonly allowed: { readonly base: number; readonly digital: number };
  /** Hours [from, to) of the channel; without them the account's own windows hold. */
  readonly hours?: readonly [number, number];
}

export interface LifecycleSpec {
  /** Shares of accounts that open, close, and change hands (same site, new account) during history. */
  readonly opening: number;
  readonly closing: number;
  readonly succession: number;
}

/** A brand's pulse of log utility, with the dip of emptied demand after it. */
export interface PromotionSpec {
  readonly name: string;
  readonly brand: string;
  /** Every year: the Monday-based week of the year, or weeks relative to the first day of Ramadan. */
  readonly start: { readonly weekOfYear: number } | { readonly ramadanWeek: number };
  readonly weeks: number;
  readonly lift: number;
  readonly dip: number;
  readonly dipWeeks: number;
  readonly depth: number;
  /** Whether the calendar file tells of it. */
  readonly listed: boolean;
}

/** District totals by month of all brands, known and dark accounts together, as a panel reports them. */
export interface PanelSpec {
  /** Standard deviation of the log error of each figure. */
  readonly error: number;
  /** Districts with fewer people are not covered. */
  readonly minPopulation: number;
}

/** Another list of the same market. Log odds of being listed: size · log relative size + digital · (affinity − 0.5). */
export interface ListSpec {
  readonly id: string;
  /** Mean chance of being listed. */
  readonly coverage: number;
  readonly size: number;
  readonly digital: number;
  /** Log odds by type. */
  readonly types: readonly number[];
  /** Chance that a listed account stands there twice, and that its point is its quarter's centre. */
  readonly duplicates: number;
  readonly misplaced: number;
  /** Chance that a closed account is still listed, and entries that never traded, as a share of the others. */
  readonly outdated: number;
  readonly ghosts: number;
  /** Share of the entries of known accounts that carry their number. */
  readonly linked: number;
  /** Standard deviation of a point, in km. */
  readonly pointKm: number;
}

/** What the sales office plans and books besides sales: targets, opportunities, tickets, surveys. */
export interface OfficeSpec {
  /** Growth over the same month of the year before that a target asks for. */
  readonly targetGrowth: number;
  /** An opportunity arises at a contact that met; it is won with the log odds win + preference · log(own preference / own share) + goodwill · (1 − exp(−g)). */
  readonly opportunity: {
    readonly chance: number;
    readonly win: number;
    readonly preference: number;
    readonly goodwill: number;
    /** Mean days to its close (gamma, shape 2), and its size in weeks of the account's purchases. */
    readonly days: number;
    readonly weeks: number;
  };
  /** Tickets an own purchase; share solved at first contact; log-normal hours of the others; hours allowed. */
  readonly ticket: {
    readonly chance: number;
    readonly firstContact: number;
    readonly hours: number;
    readonly spread: number;
    readonly dueHours: number;
  };
  /** Survey rounds a year at known accounts that know the brand, and the share of them that answers. */
  readonly survey: { readonly roundsAYear: number; readonly answers: number };
}
