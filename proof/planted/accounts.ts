import type { Ground } from "./ground.ts";
import type { Random } from "./random.ts";
import type { PlantedShape } from "./shape.ts";

export interface PlantedAccount {
  readonly type: number;
  readonly x: number;
  readonly y: number;
  readonly area: number;
  readonly territory: number;
  /** Kilometres to the rep's home. */
  readonly distance: number;
  /** Expected amount a year, major units. */
  readonly size: number;
  /** Purchases a week. */
  readonly rate: number;
  readonly name: string;
  /** How many people work there: goes with the root of the size, roughly. */
  readonly staff: number;
  readonly known: boolean;
  readonly aware: boolean;
  /** Chance that a purchase is of each brand. */
  readonly preference: readonly number[];
  /** Weeks in which it trades: [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Share of accounts that closed, and that opened, within the history. */
const CLOSED = 0.05;
const OPENED = 0.08;

/** Draws all accounts, known and dark. */
export function drawAccounts(
  shape: PlantedShape,
  ground: Ground,
  weeks: number,
  random: Random,
): PlantedAccount[] {
  const [least, most] = shape.accounts;
  const count = least + random.below(most - least + 1);
  const effect = ground.areas.map(() => shape.areaSpread * random.normal());
  const highest = Math.max(...effect);
  const shares = shape.types.map(type => type.share);
  const drafts = Array.from({ length: count }, () => {
    const type = random.pick(shares);
    let at = ground.settle(random, shape.types[type].urban);
    while (random.uniform() > Math.exp(effect[at.area] - highest))
      at = ground.settle(random, shape.types[type].urban);
    return draft(shape, ground, type, at, weeks, random);
  });
  const odds = knownOdds(shape, drafts, random);
  const [low, high] = shape.known;
  const chance = chancesWithMean(odds, low + (high - low) * random.uniform());
  return drafts.map((account, i) => {
    const known = random.uniform() < chance[i];
    return { ...account, known, ...taste(shape, account.size, known, random) };
  });
}

type Draft = Omit<PlantedAccount, "known" | "aware" | "preference">;

function draft(
  shape: PlantedShape,
  ground: Ground,
  type: number,
  at: { readonly x: number; readonly y: number; readonly area: number },
  weeks: number,
  random: Random,
): Draft {
  const { territory, income } = ground.areas[at.area];
  const home = ground.homes[territory];
  const law = shape.types[type];
  const from = random.uniform() < OPENED ? random.below(weeks - 8) : 0;
  const to = random.uniform() < CLOSED ? from + 4 + random.below(weeks - from - 4) : weeks;
  const multiple = shape.sizes(random);
  return {
    type,
    ...at,
    territory,
    distance: Math.hypot(at.x - home.x, at.y - home.y),
    size: law.size * multiple * Math.exp(shape.income * income),
    name: inventName(random),
    staff: Math.max(
      1,
      Math.round(3 * Math.sqrt((law.size * multiple) / 1000) * Math.exp(0.4 * random.normal())),
    ),
    rate: Math.min(3, Math.max(0.02, law.rate * (random.gamma(2.5) / 2.5))),
    from,
    to,
  };
}

const SYLLABLES = [
  "ba",
  "dor",
  "fi",
  "gal",
  "hun",
  "jo",
  "ker",
  "lis",
  "mon",
  "ne",
  "pal",
  "ri",
  "sto",
  "tam",
  "ul",
  "ver",
];

/** Two invented words. */
function inventName(random: Random): string {
  const word = (length: number) =>
    Array.from({ length }, () => SYLLABLES[random.below(SYLLABLES.length)]).join("");
  return [word(2), word(3)].map(w => w[0].toUpperCase() + w.slice(1)).join(" ");
}

function knownOdds(shape: PlantedShape, drafts: readonly Draft[], random: Random): number[] {
  const zeal = Array.from({ length: shape.territories }, () => shape.zeal * random.normal());
  const middle = meanLog(drafts);
  return drafts.map(
    a =>
      shape.knownSize * (Math.log(a.size) - middle) +
      shape.types[a.type].visible -
      shape.knownDistance * Math.log(1 + a.distance / 5) +
      zeal[a.territory],
  );
}

export function meanLog(accounts: readonly { readonly size: number }[]): number {
  return accounts.reduce((sum, a) => sum + Math.log(a.size) / accounts.length, 0);
}

/** Logistic chances whose mean is the one given; the level is found by halving. */
export function chancesWithMean(odds: readonly number[], mean: number): number[] {
  const at = (level: number) => odds.map(o => 1 / (1 + Math.exp(-(o + level))));
  let low = -30;
  let high = 30;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (at(middle).reduce((a, b) => a + b, 0) / odds.length < mean) low = middle;
    else high = middle;
  }
  return at((low + high) / 2);
}

/** Dark accounts have heard of the own brand less often, the small ones least; who has not does not buy it. */
function taste(shape: PlantedShape, size: number, known: boolean, random: Random) {
  const large = size > shape.types.reduce((sum, t) => sum + t.size / shape.types.length, 0);
  const aware = random.uniform() < (known ? 0.93 : large ? 0.55 : 0.4);
  const draw = shape.brands.map(brand => random.gamma(4 * brand.share + 0.05));
  if (!aware) draw[0] = 0;
  const sum = draw.reduce((a, b) => a + b, 0);
  return { aware, preference: draw.map(v => v / sum) };
}
