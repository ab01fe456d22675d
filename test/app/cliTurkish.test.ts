import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MEASURE_WORDS } from "../../app/words/measures.ts";
import { asIs, cli } from "./effects.ts";
import { englishIn } from "./englishIn.ts";
import { temporaryFolder, writeTinyMarket } from "./tinyMarket.ts";

const TABLES = ["sales", "accounts", "visits", "reps", "weekly_calls"];

/** What commands tell in Turkish, on a market of that language: whole, with figures as Turkish has them. */
describe("the command line in Turkish", () => {
  let root: Awaited<ReturnType<typeof temporaryFolder>>;
  let dir: string;
  const few = ["--runs", "16", "--horizon", "6", "--threads", "1"];

  beforeAll(async () => {
    root = await temporaryFolder();
    dir = join(root.path, "pazar");
    // Enough accounts for an estimate of the dark side.
    await writeTinyMarket(dir, 44);
    await mkdir(join(dir, "scenarios"));
    await writeFile(
      join(dir, "scenarios", "still.yaml"),
      "name: {en: Nothing at all, tr: Hiçbir şey}\nlevers:\n  - {lever: demand, change: 0%}\n",
    );
  });
  afterAll(() => root.remove());

  /** Of the market: its folder, and names of segments and tables that are English words. */
  const names = () => [
    root.path,
    "lapsed",
    "prospects",
    "cells",
    "today",
    ...TABLES,
    "Polsby–Popper",
    "Reock",
  ];

  /** What a command tells, once it is seen to hold no English. */
  async function told(args: readonly string[], signal?: AbortSignal): Promise<string> {
    const { code, stdout, stderr } = await asIs(args, signal);
    expect({ code, english: englishIn(stdout + stderr, names()), stderr }).toMatchObject({
      code: 0,
      english: [],
    });
    // What a check shows of the files is written as they are.
    const written = args[0] === "check" ? "" : stdout;
    expect(written.match(/(?<![\d.])\d{1,3}\.\d{1,2}(?![\d.])/g), "decimal points").toBeNull();
    return stdout;
  }

  it("makes a template", async () => {
    const made = await told(["init", join(root.path, "empty"), "--example", "empty", "--lang", "tr"]);
    expect(made).toContain("bir şablon");
  });

  it("builds", async () => {
    const text = await told(["build", dir, "--threads", "1"]);
    expect(text).toMatch(/karanlık satışlar +₺\d+(,\d+)? (mn|bin) \(/);
    expect(text).toMatch(/geçmiş +\d\d\.\d\d\.\d{4} – \d\d\.\d\d\.\d{4}/);
    expect(text).toMatch(/Bu pazarda denendi: bilinen müşterilerde %30,0 gizlendi/);
  }, 400_000);

  it("measures territories", async () => {
    const text = await told(["plan", dir, "measure"]);
    expect(text).toMatch(/aday müşteri +\d+ \(\d+–\d+\)/);
    expect(text).toMatch(/potansiyel +₺[\d,]+ (mn|bin) \([\d,]+–[\d,]+\)/);
    expect(text).toMatch(/iş yükü +\d+,\d saat\/hafta/);
    for (const { title, meaning } of Object.values(MEASURE_WORDS))
      for (const words of [title.tr, meaning.tr]) expect(text).toContain(words);
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("checks files, state and scenarios", async () => {
    expect(await told(["check", dir, "--state"])).toContain("İkiz için hazırlık: 100 üzerinden");
    expect(await told(["check", dir, "--scenario", "prospecting"])).toContain("Aramaların onda biri keşfe");
    expect(await told(["check", dir, "--scenario", "still"])).toContain("büyüklüğü sıfır");
  });

  it("simulates", async () => {
    expect(await told(["simulate", dir, ...few])).toContain("Bugünkü gidiş, 6 hafta, başlangıç ");
    const rival = ["--scenario", "largest-rival-leaves", ...few, "--horizon", "30"];
    expect(await told(["simulate", dir, ...rival])).toContain("En büyük rakip yarım yıl sonra çekilirse");
  });

  it.each(["more-visits", "lower-price", "answer-to-a-downturn", "prospecting", "still"])(
    "compares: %s",
    async scenario => {
      const text = await told(["compare", dir, "baseline", scenario, ...few, "--horizon", "10"]);
      expect(text).toContain("A: Bugünkü gidiş");
      expect(text).toContain("Neye dayanıyor");
    },
  );

  it("shows heat and segments, and exports", async () => {
    expect(await told(["heat", dir, "--metric", "orders"])).toContain("haftada beklenen sipariş");
    expect(await told(["segments", dir])).toContain("alım gücü");
    expect(await told(["export", dir, "cells", "--to", join(root.path, "c.csv")])).toMatch(/\d satır/);
  });

  it("cleans and serves", async () => {
    expect(await told(["clean", dir, "--max-size", "1kB", "--dry-run"])).toContain("koşu");
    const { stdout } = await asIs(["serve", dir, "--port", "0"], AbortSignal.abort());
    expect(stdout).toContain("Penumbra şu adreste");
  });

  it("tells what is wrong by its code, then in detail", async () => {
    const { code, stderr } = await asIs(["simulate", dir, "--scenario", "more-visit"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^penumbra: Bu adda bir senaryo yok\n"more-visit" adında bir senaryo ne/);
    const option = await asIs(["simulate", dir, "--runs", "many", "--lang", "tr"]);
    expect(option.stderr).toMatch(/^penumbra: Bir seçeneğin değeri geçersiz\n--runs many: expected/);
  });

  it("prints the same JSON in either language", async () => {
    const [turkish, english] = await Promise.all(
      ["tr", "en"].map(language => cli(["segments", dir, "--json", "--lang", language])),
    );
    expect(turkish).toEqual(english);
  });

  it("speaks the market's language, whatever else is wrong with its market.yaml", async () => {
    const yaml = join(dir, "market.yaml");
    const text = (await readFile(yaml, "utf8")).replace("period: week", "period: decade");
    await writeFile(yaml, text);
    expect((await asIs(["check", dir])).stderr).toContain("geçersiz bir değer var\nmarket.yaml line 7");
    await writeFile(yaml, text.replace("language: tr", "language: en"));
    expect((await asIs(["check", dir])).stderr).toMatch(/^penumbra: market.yaml line 7/);
  });
});
