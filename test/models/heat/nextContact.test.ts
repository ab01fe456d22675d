import { describe, expect, it } from "vitest";
import { CHANNELS } from "../../../data/config/vocabulary.ts";
import type { HourSignals } from "../../../data/hourSignals.ts";
import type { Market } from "../../../data/market/market.ts";
import { contactGains, isGain } from "../../../models/heat/contactGain.ts";
import { contactLog } from "../../../models/heat/contactLog.ts";
import { nextContacts } from "../../../models/heat/nextContact.ts";
import { contactNote } from "../../../models/heat/notes.ts";
import { outcomeOf } from "../../../models/heat/outcomes.ts";
import { FURTHER } from "../../further.ts";
import { stream } from "../sampling.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

const FACE = CHANNELS.indexOf("face_to_face");
const PHONE = CHANNELS.indexOf("phone");
const NO_SIGNALS: HourSignals = { contacts: null, orders: null, activity: null };
const plain = smallMarket(1);
const ACCOUNTS = plain.accounts.count;

interface Wish {
  readonly account: number;
  readonly channel: number;
  readonly allowed: number;
  readonly days?: number;
  readonly from?: number;
  readonly to?: number;
}

/** Chance of an own order a week by account: good accounts and poor ones. */
const chanceOf = (account: number) => 0.2 + 0.5 * ((account * 7) % 10) * 0.1;

/**
 * The planted contacts, and own orders that come by themselves with the account's chance a week, half as often in every other
 * quarter; a taken contact face to face adds `gain` to the chance of its week.
 */
function withOrders(market: Market, gain: number, seed = 5): Market {
  const next = stream(1000 + seed);
  const taken = new Set<number>();
  const { visits } = market;
  for (let v = 0; v < visits.count; v++)
    if (visits.channel[v] === FACE && visits.outcome[v] !== "closed")
      taken.add(visits.account[v] * WEEKS + visits.period[v]);
  const rows: { account: number; period: number }[] = [];
  for (let account = 0; account < ACCOUNTS; account++)
    for (let period = WEEKS - 52; period < WEEKS; period++) {
      const chance = chanceOf(account) * (Math.floor(period / 13) % 2 === 0 ? 1 : 0.5);
      if (next() < chance + (taken.has(account * WEEKS + period) ? gain : 0)) rows.push({ account, period });
    }
  const sales = {
    count: rows.length,
    account: Int32Array.from(rows, r => r.account),
    period: Int32Array.from(rows, r => r.period),
    brand: new Uint8Array(rows.length),
    amount: new Float64Array(rows.length).fill(100),
  };
  return { ...market, sales };
}

/** Reps who visit good accounts more, and everybody more where orders are many. */
function towardsOrders(market: Market): Market {
  const next = stream(7);
  const { visits } = market;
  const kept = [...visits.period.keys()].filter(
    v => next() < chanceOf(visits.account[v]) * (Math.floor(visits.period[v] / 13) % 2 === 0 ? 1 : 0.4),
  );
  const pick = (column: Int32Array) => Int32Array.from(kept, v => column[v]);
  return {
    ...market,
    visits: {
      ...visits,
      count: kept.length,
      account: pick(visits.account),
      period: pick(visits.period),
      channel: pick(visits.channel),
      rep: pick(visits.rep),
      hourOfWeek: Int16Array.from(kept, v => visits.hourOfWeek[v]),
      minutes: Float64Array.from(kept, v => visits.minutes[v]),
      outcome: kept.map(v => visits.outcome[v]),
    },
  };
}

/**
 * Reps come face to face and by phone on workdays from 8 to 18; account i takes contacts in the morning where i is
 * even and in the afternoon where it is odd with chance 0.95, else with 0.2. The last ten accounts had none.
 */
function planted(wishes: readonly Wish[] = [], told = true, seed = 3): Market {
  const next = stream(seed);
  const rows = Array.from({ length: 6000 }, (_, k) => {
    const account = k % (ACCOUNTS - 10);
    const hour = 8 + Math.floor(10 * next());
    const welcome = account % 2 === 0 ? hour < 12 : hour >= 13;
    return {
      account,
      period: WEEKS - 52 + Math.floor(52 * next()),
      channel: next() < 0.7 ? FACE : PHONE,
      hourOfWeek: 24 * Math.floor(5 * next()) + hour,
      outcome: next() < (welcome ? 0.95 : 0.2) ? (next() < 0.5 ? "sipariş" : "no_order") : "closed",
    };
  });
  const numbers = (pick: (wish: Wish) => number) => Float64Array.from(wishes, pick);
  return {
    ...plain,
    visits: {
      count: rows.length,
      account: Int32Array.from(rows, row => row.account),
      period: Int32Array.from(rows, row => row.period),
      rep: new Int32Array(rows.length),
      hourOfWeek: Int16Array.from(rows, row => row.hourOfWeek),
      channel: Int32Array.from(rows, row => row.channel),
      minutes: new Float64Array(rows.length).fill(Number.NaN),
      outcome: rows.map(row => (told ? row.outcome : null)),
    },
    preferences: {
      count: wishes.length,
      account: Int32Array.from(wishes, wish => wish.account),
      channel: Int32Array.from(wishes, wish => wish.channel),
      allowed: Uint8Array.from(wishes, wish => wish.allowed),
      days: Uint8Array.from(wishes, wish => wish.days ?? 127),
      fromHour: numbers(wish => wish.from ?? 0),
      toHour: numbers(wish => wish.to ?? 24),
      validFrom: numbers(() => Number.NaN),
      validTo: numbers(() => Number.NaN),
    },
  };
}

describe("the next best contact", () => {
  it("comes at the hours in which an account takes contacts", () => {
    const proposals = nextContacts(planted(), NO_SIGNALS).slice(0, ACCOUNTS - 10);
    const right = proposals.filter((contact, i) =>
      i % 2 === 0 ? contact!.hour! < 12 : contact!.hour! >= 13,
    );
    expect(right.length).toBeGreaterThan(0.95 * proposals.length);
    for (const contact of proposals) {
      expect(contact!.day).toBeLessThan(5);
    }
    expect(proposals[0]!.reasons.map(reason => reason.key)).toContain("contact.taken_then");
  });

  it("never leaves a stated window, and never uses a closed channel", () => {
    const wishes: Wish[] = [
      { account: 0, channel: FACE, allowed: 1, days: 0b100, from: 15, to: 17 },
      { account: 0, channel: PHONE, allowed: 0 },
      { account: 1, channel: FACE, allowed: 0 },
      { account: 1, channel: PHONE, allowed: 0 },
      { account: 2, channel: FACE, allowed: 1, days: 0b1000000, from: 20.5, to: 22 },
      { account: 2, channel: PHONE, allowed: 0 },
    ];
    const [zero, one, two] = nextContacts(planted(wishes), NO_SIGNALS);
    expect(zero).toMatchObject({ channel: "face_to_face", day: 2 });
    expect([15, 16]).toContain(zero!.hour);
    expect(zero!.reasons[0]).toEqual(contactNote("contact.window", { from: 15, to: 17 }));
    expect(one).toBeNull();
    // Nobody works on Sunday night, yet that is what it asks for; a whole open hour is better than half of one.
    expect(two).toMatchObject({ channel: "face_to_face", day: 6, hour: 21 });
    expect(two!.reasons[0]).toEqual(contactNote("contact.window", { from: 20.5, to: 22 }));
  });

  it("rests on similar accounts where an account had no contact, and says so", () => {
    const silent = nextContacts(planted(), NO_SIGNALS).at(-1)!;
    expect(silent.reasons.map(reason => reason.key)).toEqual([
      "contact.similar",
      "contact.no_gain",
      "contact.unknown",
    ]);
  });

  it("is the usual channel without a score where outcomes do not tell", () => {
    const contact = nextContacts(planted([], false), NO_SIGNALS)[0]!;
    expect(contact).toMatchObject({ channel: "face_to_face", score: null });
    expect(contact.hour).toBeGreaterThanOrEqual(8);
  });

  it("is null where nothing is known about contacts", () => {
    expect(nextContacts(plain, NO_SIGNALS).every(contact => contact === null)).toBe(true);
  });
});

describe("what a contact brings", () => {
  it("is nothing, and no score, where accounts order as often without one, however contacts follow orders", () => {
    for (const market of [planted(), towardsOrders(planted())]) {
      const without = withOrders(market, 0);
      expect(contactGains(without, contactLog(without)).some(gain => gain !== null && isGain(gain))).toBe(
        false,
      );
      for (const contact of nextContacts(without, NO_SIGNALS)) {
        expect(contact!.score).toBeNull();
        expect(contact!.reasons.at(-1)!.key).toMatch(/no_gain|unknown/);
      }
    }
    // Association alone would have seen one: contacts fall into weeks with orders more than into others.
    const market = withOrders(towardsOrders(planted()), 0);
    const weeks = new Set(Array.from(market.sales.account, (a, i) => a * WEEKS + market.sales.period[i]));
    const met = [...market.visits.period.keys()].filter(v => market.visits.outcome[v] !== "closed");
    const share =
      met.filter(v => weeks.has(market.visits.account[v] * WEEKS + market.visits.period[v])).length /
      met.length;
    expect(share).toBeGreaterThan(weeks.size / (52 * ACCOUNTS) + 0.05);
  });

  it("is the ten points of a hundred that it adds, in the channel that adds them", () => {
    const market = withOrders(towardsOrders(planted()), 0.1);
    const gains = contactGains(market, contactLog(market));
    expect(Math.abs(gains[FACE]!.gain - 0.1)).toBeLessThan(2 * gains[FACE]!.standardError);
    expect(isGain(gains[FACE]!)).toBe(true);
    expect(isGain(gains[PHONE]!)).toBe(false);
    const proposals = nextContacts(market, NO_SIGNALS);
    for (const contact of proposals) {
      expect(contact!.channel).toBe("face_to_face");
      expect(contact!.score).toBeGreaterThan(0);
      expect(contact!.score).toBeLessThan(gains[FACE]!.gain);
      expect(contact!.reasons.map(({ key }) => key)).toContain("contact.gain");
    }
    // An account that only takes calls is reached by phone, without a score.
    const [closed] = nextContacts(
      { ...market, preferences: planted([{ account: 0, channel: FACE, allowed: 0 }]).preferences },
      NO_SIGNALS,
    );
    expect(closed).toMatchObject({ channel: "phone", score: null });
  });

  it("is told with an error that holds: nine in ten intervals do", () => {
    let held = 0;
    const seeds = 30 * FURTHER;
    for (let seed = 1; seed <= seeds; seed++) {
      const market = withOrders(towardsOrders(planted([], true, seed)), 0.1, seed);
      const { gain, standardError } = contactGains(market, contactLog(market))[FACE]!;
      if (Math.abs(gain - 0.1) < 1.645 * standardError) held++;
    }
    expect(held / seeds).toBeGreaterThan(0.78);
    expect(held / seeds).toBeLessThan(0.99);
  });
});

describe("outcomes", () => {
  it("are read in English and in Turkish, and other words say nothing", () => {
    expect(
      ["order", "Sipariş alındı", "NO_ORDER", "Görüşüldü", "no-answer", "Kapalı", "?", null].map(outcomeOf),
    ).toEqual(["ordered", "ordered", "reached", "reached", "missed", "missed", null, null]);
  });
});
