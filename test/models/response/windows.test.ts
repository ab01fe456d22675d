import { describe, expect, it } from "vitest";
import { CHANNELS } from "../../../data/config/vocabulary.ts";
import type { Market } from "../../../data/market/market.ts";
import { contactWindows } from "../../../models/response/windows.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

const FACE = CHANNELS.indexOf("face_to_face");
const PHONE = CHANNELS.indexOf("phone");
const plain = smallMarket(1);
const FIRST_DAY = plain.periodStart[WEEKS - 1] + 7;

interface Contact {
  readonly account: number;
  readonly rep: number;
  readonly channel: number;
  readonly hour: number;
}

/** The market with these contacts, one a row, in its last year. */
function withContacts(contacts: readonly Contact[], preferences: readonly Partial<Window>[]): Market {
  const column = (name: keyof Window, missing: number) =>
    Float64Array.from(preferences, row => row[name] ?? missing);
  return {
    ...plain,
    visits: {
      count: contacts.length,
      account: Int32Array.from(contacts, c => c.account),
      period: new Int32Array(contacts.length).fill(WEEKS - 10),
      rep: Int32Array.from(contacts, c => c.rep),
      hourOfWeek: Int16Array.from(contacts, c => c.hour),
      channel: Int32Array.from(contacts, c => c.channel),
      minutes: new Float64Array(contacts.length).fill(Number.NaN),
      outcome: contacts.map(() => null),
    },
    preferences: {
      count: preferences.length,
      account: Int32Array.from(preferences, row => row.account ?? 0),
      channel: Int32Array.from(preferences, row => row.channel ?? FACE),
      allowed: Uint8Array.from(preferences, row => row.allowed ?? 1),
      days: Uint8Array.from(preferences, row => row.days ?? 127),
      fromHour: column("fromHour", 0),
      toHour: column("toHour", 24),
      validFrom: column("validFrom", Number.NaN),
      validTo: column("validTo", Number.NaN),
    },
  };
}

interface Window {
  readonly account: number;
  readonly channel: number;
  readonly allowed: number;
  readonly days: number;
  readonly fromHour: number;
  readonly toHour: number;
  readonly validFrom: number;
  readonly validTo: number;
}

/** Rep 0 visits account 80 face to face at 9, 10, 11 and 12 on Mondays, ten times each, and phones it at 15. */
const contacts: Contact[] = [9, 10, 11, 12].flatMap(hour =>
  Array.from({ length: 10 }, () => ({ account: 80, rep: 0, channel: FACE, hour })),
);
contacts.push(...Array.from({ length: 10 }, () => ({ account: 80, rep: 0, channel: PHONE, hour: 24 + 15 })));

function acceptanceOf(preferences: readonly Partial<Window>[], account: number, channel = FACE): number {
  const windows = contactWindows(withContacts(contacts, preferences), WEEKS - 52, [0]);
  const c = windows.channels.indexOf(CHANNELS[channel]);
  return windows.acceptance[account * windows.channels.length + c];
}

describe("contact windows", () => {
  it("know the channels in use and each rep's mix", () => {
    const other: Contact[] = [{ account: 1, rep: -1, channel: -1, hour: -1 }];
    const windows = contactWindows(withContacts([...contacts, ...other], []), WEEKS - 52, [-1, 0]);
    expect(windows.channels).toEqual(["face_to_face", "phone"]);
    // A rep without channels takes those of all.
    expect([...windows.mix]).toEqual([0.8, 0.2, 0.8, 0.2, 0.8, 0.2]);
    expect(windows.accountsWithWindows).toBe(0);
    expect(windows.acceptance.every(a => a === 1)).toBe(true);
    expect(contactWindows(withContacts(other, []), WEEKS - 52, [-1]).channels).toEqual([]);
  });

  it("are met by the share of the rep's hours that the account allows", () => {
    expect(acceptanceOf([{ account: 5, fromHour: 10, toHour: 12 }], 5)).toBeCloseTo(0.5, 12);
    expect(acceptanceOf([{ account: 5, fromHour: 10.5, toHour: 12 }], 5)).toBeCloseTo(0.375, 12);
    expect(acceptanceOf([{ account: 5, fromHour: 10, toHour: 12, days: 126 }], 5)).toBe(0);
    expect(
      acceptanceOf(
        [
          { account: 5, fromHour: 9, toHour: 10 },
          { account: 5, fromHour: 12 },
        ],
        5,
      ),
    ).toBeCloseTo(0.5, 12);
    expect(acceptanceOf([{ account: 5, fromHour: 10, toHour: 12 }], 6)).toBe(1);
    expect(acceptanceOf([{ account: 5, fromHour: 10, toHour: 12 }], 5, PHONE)).toBe(1);
  });

  it("may be closed hours, a closed channel, and out of date", () => {
    expect(acceptanceOf([{ account: 5, allowed: 0, fromHour: 12 }], 5)).toBeCloseTo(0.75, 12);
    expect(acceptanceOf([{ account: 5, channel: PHONE, allowed: 0 }], 5, PHONE)).toBe(0);
    expect(acceptanceOf([{ account: 5, fromHour: 10, toHour: 12, validTo: FIRST_DAY - 1 }], 5)).toBe(1);
    expect(acceptanceOf([{ account: 5, fromHour: 10, toHour: 12, validTo: FIRST_DAY }], 5)).toBeCloseTo(
      0.5,
      12,
    );
    expect(acceptanceOf([{ account: 5, fromHour: 10, toHour: 12, validFrom: FIRST_DAY + 1 }], 5)).toBe(1);
  });

  it("count what the account's own contacts met", () => {
    // The rep's hours say one half; of 40 contacts of its own 20 were inside: (20 + 5·½)/45.
    expect(acceptanceOf([{ account: 80, fromHour: 10, toHour: 12 }], 80)).toBeCloseTo(22.5 / 45, 12);
    // All own contacts by phone at 15 are inside.
    expect(acceptanceOf([{ account: 80, channel: PHONE, fromHour: 14, toHour: 16 }], 80, PHONE)).toBeCloseTo(
      1,
      12,
    );
  });

  it("are missed less often than the hours alone say where reps mind them", () => {
    const window = { fromHour: 10, toHour: 12 };
    const careful = Array.from({ length: 40 }, () => ({ account: 5, rep: 0, channel: FACE, hour: 10 }));
    const market = withContacts(
      [...careful, ...contacts],
      [
        { account: 5, ...window },
        { account: 6, ...window },
      ],
    );
    const { acceptance } = contactWindows(market, WEEKS - 52, [0]);
    // 60 of the rep's 80 hours are allowed: 10 misses of 40 expected, none seen; (0 + 5)/(10 + 5) of them remain.
    const prior = 1 - 0.25 / 3;
    expect(acceptance[2 * 6]).toBeCloseTo(prior, 12);
    expect(acceptance[2 * 5]).toBeCloseTo((40 + 5 * prior) / 45, 12);
  });

  it("say of each past contact whether it was inside", () => {
    const market = withContacts(
      [...contacts, { account: 80, rep: 0, channel: FACE, hour: -1 }],
      [{ account: 80, fromHour: 10, toHour: 12 }],
    );
    const { inside } = contactWindows(market, WEEKS - 52, [0]);
    expect([0, 10, 20, 30, 40].map(inside)).toEqual([0, 1, 1, 0, 1]);
    expect(inside(50)).toBeCloseTo(22.5 / 45, 12);
  });
});
