import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { dayNumber, isoDay, type Period } from "../../core/period.ts";
import {
  CHANNEL_WORDS,
  FLAG_WORDS,
  foldWord,
  OUTCOME_WORDS,
  wordReader,
} from "../../data/config/vocabulary.ts";
import { readCoveredPeriod, readDays } from "../../data/ingest/coveredPeriod.ts";
import { spanEnd, spanStart } from "../../data/ingest/spans.ts";
import { readWeekdays } from "../../data/ingest/weekdays.ts";
import { readHour } from "../../data/ingest/wordColumns.ts";

const MON_FRI = 0b0011111;
const WEEKEND = 0b1100000;

test.each([
  ["Mon-Fri", MON_FRI],
  ["1-5", MON_FRI],
  ["12345", MON_FRI],
  ["pazartesi - cuma", MON_FRI],
  ["PAZARTESİ–CUMA", MON_FRI],
  ["Hafta içi", MON_FRI],
  ["HAFTA İÇİ", MON_FRI],
  ["weekdays", MON_FRI],
  ["Pzt,Sal", 0b0000011],
  ["Pzt, Sal ve Paz", 0b1000011],
  ["Mon Wed Fri", 0b0010101],
  ["hafta sonu", WEEKEND],
  ["weekend", WEEKEND],
  ["Cmt-Pzt", 0b1100001],
  ["hafta içi, cumartesi", 0b0111111],
  ["her gün", 127],
  ["7", 0b1000000],
])("%s names days", (text, mask) => {
  expect(readWeekdays(text)).toBe(mask);
});

test.each(["", "8", "0-5", "1-9", "1123", "Sa", "Mon-", "maandag", "Pzt,", "1111100"])(
  "%j names no days",
  text => {
    expect(readWeekdays(text)).toBeNull();
  },
);

test.each([
  ["9", 9],
  ["09:30", 9.5],
  ["09.30", 9.5],
  ["9,5", 9.5],
  ["9.5", 9.5],
  ["24:00", 24],
  ["18:45:00", 18.75],
  ["25", 25],
  ["9.75", null],
  ["09:60", null],
  ["dokuz", null],
])("%s as an hour", (text, hour) => {
  expect(readHour(text)).toBe(hour);
});

test.each([
  ["2024-03", "2024-03-01", "month"],
  ["03.2024", "2024-03-01", "month"],
  ["3/2024", "2024-03-01", "month"],
  ["2024-Q3", "2024-07-01", "quarter"],
  ["2024Ç3", "2024-07-01", "quarter"],
  ["3. çeyrek 2024", "2024-07-01", "quarter"],
  ["Q3 2024", "2024-07-01", "quarter"],
  ["2024-W01", "2024-01-01", "week"],
  ["2021-W01", "2021-01-04", "week"],
  ["2020-W53", "2020-12-28", "week"],
  ["2024", "2024-01-01", "year"],
])("%s as a period", (text, start, span) => {
  expect(readCoveredPeriod(text)).toEqual({ start: dayNumber(start), span });
});

test.each(["2024-13", "2024-00", "2024-Q5", "2021-W53", "2024-W00", "31.12.2024", "Mart", ""])(
  "%j says no period by itself",
  text => {
    expect(readCoveredPeriod(text)).toBeNull();
  },
);

describe("days of a column", () => {
  const where = { file: "f.csv", column: "c" };

  test("points are day first; slashes are told by what is over 12", () => {
    const days = (texts: string[], format?: string) =>
      [...readDays(texts, format, where)].map(([t, d]) => [t, isoDay(d)]);
    expect(days(["01.02.2024", "2024-02-03"])).toEqual([
      ["01.02.2024", "2024-02-01"],
      ["2024-02-03", "2024-02-03"],
    ]);
    expect(days(["01/02/2024", "13/02/2024"])[0]).toEqual(["01/02/2024", "2024-02-01"]);
    expect(days(["01/02/2024", "01/13/2024"])[0]).toEqual(["01/02/2024", "2024-01-02"]);
    expect(days(["01/02/2024"], "MM/DD/YYYY")).toEqual([["01/02/2024", "2024-01-02"]]);
    expect(days(["31.02.2024"])).toEqual([]);
  });

  test("what nothing tells is asked for", () => {
    expect(() => readDays(["01/02/2024"], undefined, where)).toThrow(InputError);
  });
});

test("a span is whole: it holds its day, and the next one begins after its end", () => {
  const spans = fc.constantFrom("week", "month", "quarter", "year") as fc.Arbitrary<Period>;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), spans, (day, span) => {
      const [start, end] = [spanStart(day, span), spanEnd(day, span)];
      expect(start <= day && day <= end).toBe(true);
      expect([spanStart(end, span), spanStart(end + 1, span)]).toEqual([start, end + 1]);
    }),
    { seed: 11 },
  );
});

describe("words", () => {
  test("are read in any case, with or without accents, spaces and hyphens", () => {
    const channel = wordReader(CHANNEL_WORDS);
    for (const text of ["Yüz yüze", "YÜZ YÜZE", "yuz-yuze", "face_to_face", "Face to Face", "ZİYARET"])
      expect([text, channel(text)]).toEqual([text, "face_to_face"]);
    expect(channel("ivr")).toBe("ivr");
    expect(channel("IVR")).toBe("ivr");
    expect(channel("SMS")).toBe("sms");
    expect(channel("faks")).toBeNull();
  });

  test("no spelling means two words of one vocabulary", () => {
    for (const vocabulary of [CHANNEL_WORDS, OUTCOME_WORDS, FLAG_WORDS]) {
      const folded = Object.entries(vocabulary).flatMap(([word, spellings]) =>
        [...new Set([word, ...spellings].map(foldWord))].map(s => [s, word] as const),
      );
      expect(new Map(folded).size).toBe(folded.length);
    }
  });
});
