import { z } from "zod";
import type { InLanguages } from "../../core/figures.ts";
import type { Note } from "../../core/note.ts";
import { isoDay } from "../../core/period.ts";
import type { LeverValue } from "../../sim/spec/levers.ts";
import type { AccountEffect, Reach } from "../effects/accountEffect.ts";
import {
  type PromotionAhead,
  profileOf,
  promotionEffect,
  promotionsAhead,
  promotionsOf,
} from "../effects/promotions.ts";
import { type Periods, periodsIn } from "../parameters/calendar.ts";
import { described } from "../parameters/described.ts";
import { expected, joined, wantedNot } from "../parameters/expected.ts";
import type { Facts } from "../parameters/facts.ts";
import { type LeverLine, type LineSpec, leverFault } from "../parameters/line.ts";
import { rivalOf } from "../parameters/scope.ts";
import { change, fixed, meanOf, shift, varianceOf } from "../parameters/values.ts";
import { brand } from "../parameters/where.ts";
import { lever, type Place, type Pulled } from "./lever.ts";
import { PURCHASES } from "./moves.ts";
import { pulledNote, said } from "./notes.ts";
import { constant, drawn } from "./rests.ts";

const shape = {
  brand,
  stop: described(z.literal(true, expected({ en: "true", tr: "true" })), {
    about: { en: "true: it does not happen.", tr: "true: gerçekleşmez." },
  }).optional(),
  shift: shift.optional(),
  change: change.optional(),
};

type Spec = z.infer<z.ZodObject<typeof shape>> & LineSpec;

/** Promotions that the market's calendar dates for a rival: stopped, moved in time, or made stronger or weaker. */
export const rivalPromotion = lever({
  name: "rival_promotion",
  title: { en: "rival_promotion", tr: "rakip promosyonu" },
  about: {
    en: "A rival's promotions of the calendar: stop, shift or change them.",
    tr: "Bir rakibin takvimdeki promosyonları: durdur, kaydır ya da değiştir.",
  },
  example: "brand: X, stop: true",
  does: "The promotions of that brand in the market's `calendar` do not come; `shift: 4w` moves them, `change: +50%` makes them stronger. See below.",
  shape,
  check: spec => {
    const given = (["stop", "shift", "change"] as const).filter(key => spec[key] !== undefined);
    if (given.length === 1) return null;
    const got =
      given.length === 0
        ? { en: "none of them", tr: "hiçbiri" }
        : { en: given.join(" and "), tr: given.join(" ve ") };
    const one = {
      en: "one of stop: true, shift: 4w and change: +50%",
      tr: "stop: true, shift: 4w ve change: +50% arasından biri",
    };
    return wantedNot(one, got);
  },
  moves: PURCHASES,
  pull: promotionsChanged,
  rests: (_, here) => [
    ...here,
    constant(
      "assumption",
      said({
        en: "a promotion brings no dip after it, and one that is moved or changed works as it would have",
        tr: "promosyondan sonra düşüş olmaz; taşınan ya da değiştirilen promosyon olduğu gibi etki eder",
      }),
    ),
  ],
});

/** Promotions of one area (-1: everywhere), and the accounts of the lever in it. */
interface Placed {
  readonly all: readonly PromotionAhead[];
  readonly accounts: Uint8Array;
}

/**
 * A rival's promotions: the part of them that lies in the lever's periods is taken out, made stronger or weaker, or moved
 * by some periods. Which ones that are is told before anything runs.
 * @throws InputError with what the calendar has where the lever would change nothing.
 */
function promotionsChanged(spec: Spec, { reach, facts }: Place, line: LeverLine): Pulled {
  const { market, horizon } = facts;
  const brand = rivalOf(line, spec.brand, facts);
  const name = market.brands[brand]!;
  checkCalendar(line, brand, facts);
  const ahead = promotionsAhead(facts, brand);
  const places = placesOf(ahead, reach, facts);
  const moved = spec.shift ? periodsIn(line, spec.shift, market.period) : null;
  // Without an end, what is brought forward may come from after the horizon.
  const span = { from: reach.from, to: spec.to ? reach.to : horizon + Math.max(0, -(moved ?? 0)) };
  const met = places.flatMap(({ all }) => all.filter(promotion => isMet(promotion, span)));
  if (met.length === 0) throw nothingThere(line, name, ahead, reach, facts);
  const learned = promotionEffect(market, brand);
  const value = spec.change === undefined ? fixed(1) : spec.change;
  const effects = places.map(
    ({ all, accounts }): AccountEffect => ({
      kind: "utility",
      value: product(learned, value),
      stream: reach.stream,
      brand,
      accounts,
      from: 0,
      to: horizon,
      profile: changeOf(all, spec, moved, span, horizon),
    }),
  );
  return {
    effects: effects.filter(({ profile }) => profile!.some(share => share !== 0)),
    rests: [drawn(learned.source.from, learned.source.note)],
    remarks: [told(spec, name, met, moved, facts)],
  };
}

function checkCalendar(line: LeverLine, brand: number, { market }: Facts): void {
  if (promotionsOf(market, brand).length > 0) return;
  const others = market.brands.filter((_, b) => b > 0 && promotionsOf(market, b).length > 0);
  const names = others.join(", ");
  const known =
    others.length > 0
      ? { en: `; it names some of ${names}`, tr: `; takvimde promosyonu olanlar: ${names}` }
      : { en: "; it names none of any rival", tr: "; takvimde hiçbir rakibin promosyonu yok" };
  const what = {
    en: "a rival with promotions in the market's calendar",
    tr: "pazarın takviminde promosyonu olan bir rakip",
  };
  throw leverFault(line, ["brand"], joined("brand: ", wantedNot(what, `"${market.brands[brand]}"`), known));
}

function placesOf(ahead: readonly PromotionAhead[], { accounts }: Reach, { placed }: Facts): Placed[] {
  return [...new Set(ahead.map(({ area }) => area))]
    .map(area => ({
      all: ahead.filter(promotion => promotion.area === area),
      accounts: accounts.map((touched, i) =>
        touched === 1 && (area < 0 || placed.area[i] === area) ? 1 : 0,
      ),
    }))
    .filter(place => place.accounts.includes(1));
}

function isMet({ from, shares }: PromotionAhead, span: Periods): boolean {
  return from < span.to && from + shares.length > span.from;
}

/** What is added to the covered share of each period of the horizon. */
function changeOf(
  all: readonly PromotionAhead[],
  { change }: Spec,
  moved: number | null,
  span: Periods,
  horizon: number,
): Float64Array {
  const before = profileOf(all, { from: 0, to: Math.max(horizon, span.to) });
  const inside = before.map((share, t) => (t >= span.from && t < span.to ? share : 0));
  const ahead = before.subarray(0, horizon);
  if (moved === null) return ahead.map((_, t) => (change === undefined ? -inside[t]! : inside[t]!));
  // What was not moved stays; where a moved one meets another, the stronger counts, not both.
  return ahead.map((share, t) => Math.max(share - inside[t]!, inside[t - moved] ?? 0) - share);
}

/** Law of the learned effect times a factor that is uncertain itself; both independent, taken as normal. */
function product(learned: { readonly mean: number; readonly se: number }, factor: LeverValue): LeverValue {
  const m = meanOf(factor);
  const v = varianceOf(factor);
  const variance = learned.se ** 2 * (m ** 2 + v) + learned.mean ** 2 * v;
  return { law: "normal", mean: learned.mean * m, sd: Math.sqrt(variance) };
}

/** Most promotions that a message names. */
const NAMED = 6;

/** `2026-03-02 to 2026-03-15`, moved by some days. */
function daysOf({ start, end }: PromotionAhead, to: string): string {
  return `${isoDay(start)} ${to} ${isoDay(end)}`;
}

function listOf(promotions: readonly PromotionAhead[]): InLanguages {
  const more = promotions.length - NAMED;
  const days = (to: string) =>
    promotions
      .slice(0, NAMED)
      .map(one => daysOf(one, to))
      .join(", ");
  return {
    en: days("to") + (more > 0 ? `, and ${more} more` : ""),
    tr: days("–") + (more > 0 ? ` ve ${more} tane daha` : ""),
  };
}

/** What the lever does to which promotions, for the reader before the run. */
function told(
  { stop, change }: Spec,
  brand: string,
  met: readonly PromotionAhead[],
  moved: number | null,
  { horizon }: Facts,
): Note {
  const days: Note[] = met
    .slice(0, NAMED)
    .map(({ start, end }) => pulledNote("pulled.days", { from: isoDay(start), to: isoDay(end) }));
  if (met.length > NAMED) days.push(pulledNote("pulled.more", { promotions: met.length - NAMED }));
  const promotions = { count: met.length, brand, days };
  if (moved === null) {
    const stopped = stop === true || change === undefined;
    return pulledNote(`pulled.promotions_${stopped ? "stopped" : "changed"}`, promotions);
  }
  const leaving = met.filter(
    ({ from, shares }) => from + moved >= horizon || from + moved + shares.length <= 0,
  );
  if (leaving.length === 0) return pulledNote("pulled.promotions_moved", { ...promotions, periods: moved });
  return pulledNote("pulled.promotions_moved_out", { ...promotions, periods: moved, out: leaving.length });
}

function nothingThere(
  line: LeverLine,
  name: string,
  ahead: readonly PromotionAhead[],
  reach: Reach,
  { market, horizon }: Facts,
) {
  const inTime = ahead.filter(promotion => isMet(promotion, reach));
  const { from, to } = line.spec;
  if (inTime.length > 0) {
    const areas = [...new Set(inTime.map(({ area }) => market.areas[area]?.id ?? "?"))].join(", ");
    return leverFault(line, ["where"], {
      en: `where: expected accounts in an area where ${name} has a promotion then, got none; it has them in ${areas}`,
      tr: `where: beklenen: ${name} markasının o sırada promosyon yaptığı bir bölgede müşteriler; hiç yok; promosyonu olan bölgeler: ${areas}`,
    });
  }
  const inside = ahead.filter(promotion => isMet(promotion, { from: 0, to: horizon }));
  const there = inside.length > 0 ? listOf(inside) : { en: "none in the horizon", tr: "ufukta hiç yok" };
  const later =
    inside.length === 0 && ahead.length > 0
      ? joined({ en: "; after it: ", tr: "; ondan sonra: " }, listOf(ahead))
      : "";
  const none = {
    en: `: expected a time in which ${name} has a promotion by the market's calendar, got none; it has `,
    tr: `: beklenen: pazarın takvimine göre ${name} markasının promosyon yaptığı bir zaman; hiç yok; promosyonları: `,
  };
  const key = from ? "from" : to ? "to" : "brand";
  return leverFault(line, [key], joined(key, none, there, later));
}
