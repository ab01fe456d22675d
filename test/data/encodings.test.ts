import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { HEAD, ingested, marketFolder, messageOf, removeFolders } from "./folder.ts";

afterAll(removeFolders);

const TURKISH = "Iğdır Şekerleme, Gıda İçecek Ltd. Şti. – çöğüş ÇÖĞÜŞ";
const WESTERN = "Café Müller, Größe – “señor”";

/** The bytes of a text in an eight-bit set, found by decoding all 256 bytes. */
function eightBit(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label);
  // Node 20 decodes windows-1252 as Latin-1; these are what the Encoding Standard says.
  const signs: Record<string, number> = label === "windows-1252" ? { "–": 0x96, "“": 0x93, "”": 0x94 } : {};
  const table = new Map(
    Array.from({ length: 256 }, (_, b) => [decoder.decode(Uint8Array.of(b)), b] as const),
  );
  return Buffer.from(Array.from(text, letter => signs[letter] ?? table.get(letter)!));
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

function market(name: string, before = 0): string {
  const filler = Array.from({ length: before }, (_, i) => `F${i},plain filler,39.9,32.8\n`).join("");
  return `account_id,name,lat,lon\n${filler}A1,"${name}",39.9,32.85\nA2,Plain,39.95,32.7\n`;
}

async function namesOf(bytes: Uint8Array, file = "accounts.csv", extra = "") {
  const yaml = `${HEAD}sources:\n  accounts: {file: ${file}${extra}}\n  sales: {file: sales.csv}\n`;
  const { market, report } = await ingested(await marketFolder({ "market.yaml": yaml, [file]: bytes }));
  const guess = report.guesses.find(g => g.what === "encoding");
  return { name: market.accounts.names[0], guess };
}

describe("accounts in any encoding", () => {
  const forms: Record<string, { bytes: (t: string) => Buffer; text: string; guess: string | undefined }> = {
    "UTF-8": { bytes: t => Buffer.from(t), text: TURKISH, guess: undefined },
    "UTF-8 with a byte order mark": {
      bytes: t => Buffer.from(`\ufeff${t}`),
      text: TURKISH,
      guess: undefined,
    },
    "UTF-16LE with a mark": {
      bytes: t => Buffer.from(`\ufeff${t}`, "utf16le"),
      text: TURKISH,
      guess: "utf-16le",
    },
    "UTF-16BE with a mark": { bytes: t => bigEndian(`\ufeff${t}`), text: TURKISH, guess: "utf-16be" },
    "UTF-16LE without a mark": { bytes: t => Buffer.from(t, "utf16le"), text: TURKISH, guess: "utf-16le" },
    "UTF-16BE without a mark": { bytes: bigEndian, text: TURKISH, guess: "utf-16be" },
    "windows-1254": { bytes: t => eightBit(t, "windows-1254"), text: TURKISH, guess: "windows-1254" },
    "ISO-8859-9, which is a part of it": {
      bytes: t => eightBit(t.replace("–", "-"), "iso-8859-9"),
      text: TURKISH,
      guess: "windows-1254",
    },
    "windows-1252": { bytes: t => eightBit(t, "windows-1252"), text: WESTERN, guess: "windows-1252" },
  };
  for (const [form, { bytes, text, guess }] of Object.entries(forms)) {
    test(`${form}, plain and zipped`, async () => {
      const whole = bytes(market(text));
      const expected = form.startsWith("ISO") ? text.replace("–", "-") : text;
      for (const [file, content] of [
        ["accounts.csv", whole],
        ["accounts.csv.gz", gzipSync(whole)],
      ] as const) {
        const read = await namesOf(content, file);
        expect(read.name).toBe(expected);
        expect(read.guess?.value).toBe(guess);
      }
    });
  }

  test("the guess says why: how many bytes, where, which letters", async () => {
    const { guess } = await namesOf(eightBit(market("Iğdır"), "windows-1254"));
    expect(guess?.evidence).toBe(
      "2 bytes that are not UTF-8, the first in line 2; 2 of them are ğ ı in Turkish text",
    );
  });

  test("letters that come only after the first quarter of a megabyte are seen", async () => {
    const filler = 14_000;
    const bytes = eightBit(market("Şişli", filler), "windows-1254");
    expect(bytes.indexOf(0xfe)).toBeGreaterThan(256 * 1024);
    const yaml = `${HEAD}sources:\n  accounts: {file: accounts.csv}\n  sales: {file: sales.csv}\n`;
    const { market: read } = await ingested(
      await marketFolder({ "market.yaml": yaml, "accounts.csv": bytes }),
    );
    expect(read.accounts.names[read.accounts.ids.indexOf("A1")]).toBe("Şişli");
  });
});

describe("an encoding that cannot be right is told", () => {
  const cases: [string, Uint8Array, string, string][] = [
    [
      "UTF-8 said to be windows-1254",
      Buffer.from(market("Şişli")),
      ", encoding: windows-1254",
      "accounts.csv: market.yaml says encoding: windows-1254, but it is UTF-8 text; correct it, or leave encoding out and let it be found",
    ],
    [
      "windows-1254 said to be UTF-8",
      eightBit(market("Şişli"), "windows-1254"),
      ", encoding: utf-8",
      "accounts.csv line 2: not UTF-8 text, which market.yaml says it is (encoding: utf-8); correct the encoding on the source, or leave it out and let it be found",
    ],
    [
      "plain text said to be UTF-16",
      Buffer.from(market("Sisli")),
      ", encoding: utf-16le",
      "accounts.csv: market.yaml says encoding: utf-16le, but its bytes are not those of UTF-16; correct it, or leave encoding out and let it be found",
    ],
    [
      "UTF-16 said to be windows-1254",
      Buffer.from(market("Şişli"), "utf16le"),
      ", encoding: windows-1254",
      "accounts.csv: market.yaml says encoding: windows-1254, but it is UTF-16 text; correct it, or leave encoding out and let it be found",
    ],
    [
      "UTF-8 and windows-1254 in one file",
      Buffer.concat([Buffer.from(market("Şişli Çarşı")), eightBit("A3,Iğ,39.9,32.8\n", "windows-1254")]),
      "",
      "accounts.csv line 4: not UTF-8, while 5 letters elsewhere in the file are; it is put together of parts in different encodings: save it as UTF-8 again",
    ],
    [
      "Cyrillic",
      eightBit(market("Магазин Продукты Северный Волгоград Нижний"), "windows-1251"),
      "",
      "accounts.csv line 2: the text is neither UTF-8 nor in a Turkish or Western European set; save it as UTF-8, or name its encoding on the source, e.g. encoding: windows-1251",
    ],
  ];
  for (const [name, bytes, extra, says] of cases) {
    test(name, async () => {
      expect(await messageOf(namesOf(bytes, "accounts.csv", extra))).toBe(says);
    });
  }

  test("Cyrillic whose encoding is named", async () => {
    const { name } = await namesOf(
      eightBit(market("Магазин"), "windows-1251"),
      "accounts.csv",
      ", encoding: windows-1251",
    );
    expect(name).toBe("Магазин");
  });
});

describe("text as Excel and others write it", () => {
  const rows = "A1;Bir;39,9;32,85\nA2;İki;39,95;32,7\n";
  const forms: Record<string, string> = {
    "a first line that names the delimiter": `sep=;\r\naccount_id;name;lat;lon\r\n${rows.replaceAll("\n", "\r\n")}`,
    "blank lines before the header": `\n\n${"account_id;name;lat;lon\n"}${rows}`,
    "a title above the header": `2020 MÜŞTERİ LİSTESİ;;;\n\naccount_id;name;lat;lon\n${rows}`,
    "line ends of two kinds": `account_id;name;lat;lon\r\n${rows}`,
    "line ends of an old Mac": `account_id;name;lat;lon\n${rows}`.replaceAll("\n", "\r"),
    "keys wrapped to keep their zeros": `account_id;name;lat;lon\n="A1";="Bir";39,9;32,85\n="A2";İki;39,95;32,7\n`,
    "a quoted field over two lines": `account_id;name;lat;lon\n${rows}A3;"iki\nsatır";39,9;32,8\n`,
  };
  for (const [form, text] of Object.entries(forms)) {
    test(form, async () => {
      const { market: read, report } = await ingested(await marketFolder({ "accounts.csv": text }));
      expect(read.accounts.ids.slice(0, 2)).toEqual(["A1", "A2"]);
      expect(read.accounts.names.slice(0, 2)).toEqual(["Bir", "İki"]);
      expect(read.accounts.lat[1]).toBe(39.95);
      expect(report.rows.accounts?.rejected).toBe(0);
    });
  }

  test("line numbers count what stands before the header", async () => {
    const text = `sep=;\naccount_id;name;lat;lon\n${rows}A3;Üç;412;32\nA4;Dört\n`;
    const yaml = `${HEAD}max_rejects: 100%\nsources:\n  accounts: {file: accounts.csv}\n  sales: {file: sales.csv}\n`;
    const dir = await marketFolder({ "market.yaml": yaml, "accounts.csv": text });
    await ingested(dir);
    const { readFile } = await import("node:fs/promises");
    const rejects = await readFile(`${dir}/.penumbra/rejects/accounts.csv`, "utf8");
    expect(
      rejects
        .split("\n")
        .slice(1, 3)
        .map(line => line.split(",")[1]),
    ).toEqual(["5", "6"]);
  });
});
