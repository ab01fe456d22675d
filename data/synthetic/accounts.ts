import { dayNumber } from "../../core/period.ts";
import { chancesWithMean, logistic, relativeLogs } from "./chances.ts";
import { type Plane, planeAround } from "./geography.ts";
import { type Place, settler } from "./places.ts";
import { dirichlet, exponential, gamma, normal, pick, pickIndex, type Random, stream } from "./random.ts";
import type { LonLat, RepSpec, SyntheticSpec, TypeSpec } from "./spec.ts";
import { drawWelcome, type Welcome } from "./windows.ts";

/** One account of the planted market, known or dark, with the truth about it. */
export interface SyntheticAccount {
  readonly id: string;
  readonly known: boolean;
  /** The chance that it became known. */
  readonly knownChance: number;
  readonly name: string;
  /** Index into the spec's types and territories. */
  readonly type: number;
  readonly territory: number;
  readonly at: LonLat;
  readonly district: string;
  readonly site: string;
  /** First day of trade, and last (null: still open), in days since 1970-01-01. */
  readonly opened: number;
  readonly closed: number | null;
  /** Weeks of history [from, to) in which it trades. */
  readonly from: number;
  readonly to: number;
  readonly influence: number;
  readonly digital: number;
  /** Occasions a week at index 1, and major currency units an occasion of a brand with price factor 1. */
  readonly rate: number;
  readonly amountMean: number;
  /** Preference over the brands, own brand first; sums to 1. */
  readonly preference: readonly number[];
  readonly awareAtStart: boolean;
  /** Shares of the product categories in what it buys. */
  readonly mix: readonly number[];
  readonly welcome: Welcome;
  /** The day on which it was asked for its contact windows; null: never. */
  readonly asked: number | null;
  /** How content it is by itself, standard normal. */
  readonly content: number;
}

type Draft = Omit<SyntheticAccount, "id" | "known" | "knownChance" | "awareAtStart" | keyof Manner>;
/** What the company would like to know about how to deal with an account. */
type Manner = Pick<SyntheticAccount, "mix" | "welcome" | "asked" | "content">;

/** The population of a market: places, sizes, tastes, lives, and which of it the company knows. */
export function plantAccounts(spec: SyntheticSpec, seed: number): SyntheticAccount[] {
  const successors = Math.round(spec.lifecycle.succession * spec.accounts);
  const drafts = draftAccounts(spec, seed, spec.accounts - successors);
  const plane = planeAround(spec.geography.centre);
  const chances = knownChances(spec, plane, drafts);
  const random = stream(seed, "known");
  const manners = stream(seed, "manners");
  const accounts = drafts.map((draft, i): SyntheticAccount => {
    const known = random.uniform() < chances[i]!;
    const { aware } = spec.choice;
    const awareAtStart = random.uniform() < (known ? aware.known : aware.dark);
    const manner = drawManner(spec, manners, draft);
    return { ...draft, ...manner, id: "", known, knownChance: chances[i]!, awareAtStart };
  });
  return numbered(withSuccessors(spec, stream(seed, "succession"), accounts, successors));
}

function draftAccounts(spec: SyntheticSpec, seed: number, count: number): Draft[] {
  const random = stream(seed, "accounts");
  const settle = settler(spec.geography, stream(seed, "places"));
  const effects = districtEffects(spec, stream(seed, "districts"));
  const territoryOf = new Map(spec.territories.flatMap((t, i) => t.districts.map(d => [d, i] as const)));
  const shares = spec.types.map(t => t.share);
  return Array.from({ length: count }, (_, i) => {
    const type = pickIndex(random, shares);
    const place = settle(random, spec.types[type]!);
    const district = place.quarter.district;
    const traits = drawTraits(spec, random, spec.types[type]!, effects.get(district)!);
    const name = drawName(spec, random, spec.types[type]!, place);
    const territory = territoryOf.get(district)!;
    return {
      ...traits,
      name,
      type,
      territory,
      at: place.at,
      district,
      site: siteId(i),
      ...drawLife(spec, random),
    };
  });
}

/** The contact windows of accounts were asked for in these last weeks. */
const ASKED_WEEKS = 156;

const siteId = (i: number) => `Y${String(i + 1).padStart(5, "0")}`;

interface DistrictEffect {
  readonly rate: number;
  readonly preference: readonly number[];
}

function districtEffects(spec: SyntheticSpec, random: Random): Map<string, DistrictEffect> {
  const { demand, choice } = spec;
  return new Map(
    spec.geography.districts.map(d => {
      const rate = d.income ** demand.incomePower * Math.exp(demand.districtSpread * normal(random));
      return [
        d.id,
        { rate, preference: spec.brands.map(() => Math.exp(choice.districtSpread * normal(random))) },
      ];
    }),
  );
}

function drawTraits(spec: SyntheticSpec, random: Random, type: TypeSpec, district: DistrictEffect) {
  const rate = (type.rateMean * district.rate * gamma(random, type.rateShape)) / type.rateShape;
  const shape = 1 / type.amountSpread ** 2;
  const amountMean = (type.amountMean * gamma(random, shape)) / shape;
  const weights = spec.brands.map((b, i) => b.share * district.preference[i]! * Math.exp(type.taste[i]!));
  const total = weights.reduce((a, b) => a + b, 0);
  const preference = dirichlet(
    random,
    weights.map(w => (spec.choice.concentration * w) / total),
  );
  const influence = Math.exp(0.5 * normal(random) - 0.125);
  const digital = logistic(Math.log(type.digital / (1 - type.digital)) + normal(random));
  return { rate, amountMean, preference, influence, digital };
}

/** Asked within the last three years of history, or of the account's life in it. */
function drawManner(spec: SyntheticSpec, random: Random, draft: Draft): Manner {
  const type = spec.types[draft.type]!;
  const { names, concentration } = spec.categories;
  const mix = dirichlet(
    random,
    names.map((_, c) => concentration * type.mix[c]!),
  );
  const welcome = drawWelcome(random, type, spec.contact, draft.digital);
  const asked = random.uniform() < spec.contact.asked;
  const week = Math.floor(draft.to - Math.min(draft.to - draft.from, ASKED_WEEKS) * random.uniform());
  const day =
    dayNumber(spec.history.from) + 7 * Math.min(week, draft.to - 1) + Math.floor(5 * random.uniform());
  return { mix, welcome, asked: asked ? day : null, content: normal(random) };
}

/** Most accounts are older than history and live on; some open and some close inside it, on a Monday. */
function drawLife(spec: SyntheticSpec, random: Random) {
  const first = dayNumber(spec.history.from);
  const { weeks } = spec.history;
  const inside = () => 1 + Math.floor(random.uniform() * (weeks - 1));
  const from = random.uniform() < spec.lifecycle.opening ? inside() : 0;
  const end = random.uniform() < spec.lifecycle.closing ? inside() : weeks;
  const to = end > from ? end : weeks;
  const opened = from > 0 ? first + 7 * from : first - 1 - Math.floor(exponential(random) * 7 * 365);
  return { from, to, opened, closed: to < weeks ? first + 7 * to - 1 : null };
}

function drawName(spec: SyntheticSpec, random: Random, type: TypeSpec, place: Place): string {
  return pick(random, type.names).replace(/\{(\w+)\}/g, (_, key: string) =>
    key === "place" ? place.quarter.name : pick(random, spec.words[key]!),
  );
}

/** Chance of being known: logistic in type, size, distance to the rep's home and the rep's zeal, of mean `knownShare`. */
function knownChances(spec: SyntheticSpec, plane: Plane, drafts: readonly Draft[]): number[] {
  const { contact } = spec;
  const sizes = relativeLogs(drafts.map(d => d.rate * d.amountMean));
  const odds = drafts.map((draft, i) => {
    const rep: RepSpec = spec.territories[draft.territory]!.rep;
    const far = Math.log1p(plane.distanceKm(rep.home, draft.at) / 5);
    const size = contact.sizeVisibility * sizes[i]!;
    return spec.types[draft.type]!.visibility + size - contact.distanceVisibility * far + rep.zeal;
  });
  return chancesWithMean(odds, spec.knownShare);
}

/** Some known accounts change hands: the site and its custom stay, the account ends and a new one begins. */
function withSuccessors(
  spec: SyntheticSpec,
  random: Random,
  accounts: readonly SyntheticAccount[],
  count: number,
): SyntheticAccount[] {
  const { weeks, from } = spec.history;
  const all = [...accounts];
  const lasting = all.flatMap((a, i) => (a.known && a.from === 0 && a.to === weeks ? [i] : []));
  for (let n = 0; n < count && lasting.length > 0; n++) {
    const [i] = lasting.splice(Math.floor(random.uniform() * lasting.length), 1);
    const before = all[i!]!;
    const week = 1 + Math.floor(random.uniform() * (weeks - 1));
    const opened = dayNumber(from) + 7 * week;
    const asked = before.asked !== null && before.asked < opened ? before.asked : null;
    all[i!] = { ...before, to: week, closed: opened - 1, asked };
    const name = drawName(spec, random, spec.types[before.type]!, {
      at: before.at,
      quarter: spec.geography.quarters.find(q => q.district === before.district)!,
    });
    all.push({ ...before, name, from: week, opened, asked: null });
  }
  return all;
}

/** Known accounts are numbered by the company; the others have numbers only in the truth. */
function numbered(accounts: readonly SyntheticAccount[]): SyntheticAccount[] {
  const count = { M: 0, X: 0 };
  return accounts.map(account => {
    const letter = account.known ? "M" : "X";
    return { ...account, id: `${letter}${String(++count[letter]).padStart(5, "0")}` };
  });
}
