import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { cellToParent } from "h3-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanRow } from "../../../data/market/planRows.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { planCsv } from "../../../territory/plan/csv.ts";
import { handover } from "../../../territory/plan/handover.ts";
import { type Plan, today } from "../../../territory/plan/plan.ts";
import { readPlan } from "../../../territory/plan/read.ts";
import { saveProposal } from "../../../territory/saved/save.ts";
import { cases } from "../../further.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
const plan = today(market);
const cells = Array.from(market.cells.h3, h3 => h3.toString(16));
const NEW = { id: 'T-new, "east"', name: "Yeni, doğu", repId: "R-new" };

/** Moves of cells (also coarser ones), areas and accounts, some to a territory that the market does not have. */
const moves = fc.array(
  fc.tuple(
    fc.oneof(
      fc.constantFrom(...cells, ...cells.map(c => cellToParent(c, 5))).map(id => ["flip", id] as const),
      fc.constantFrom(...market.areas.map(a => a.id)).map(id => ["moveArea", id] as const),
      fc.constantFrom(...market.accounts.ids).map(id => ["moveAccount", id] as const),
    ),
    fc.constantFrom(...market.territories.map(t => t.id), NEW.id),
  ),
  { maxLength: 12 },
);
type Moves = typeof moves extends fc.Arbitrary<infer T> ? T : never;

function moved(start: Plan, list: Moves): Plan {
  return list.reduce((made, [[kind, id], to]) => made[kind](id, to), start);
}

const inside = (i: number, kind: string, id: string): boolean => {
  const cell = cells[market.accounts.cell[i]!];
  if (kind === "flip") return cell !== undefined && (cell === id || cellToParent(cell, 5) === id);
  return (kind === "moveArea" ? market.areas[market.accounts.area[i]!]?.id : market.accounts.ids[i]) === id;
};

/** Places of the market, named by cell and area as they are, and mixed. */
const place = fc.tuple(fc.constantFrom(...cells), fc.integer({ min: -1, max: market.areas.length - 1 }));

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "penumbra-plan-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe("today's plan", () => {
  it("is what a planted market says by area, also of places where nobody is known", () => {
    expect(plan.territory).toEqual(market.accounts.territory);
    expect(new Set(plan.reason)).toEqual(new Set(["area"]));
    expect(market.areas.map((_, area) => plan.place(cells[0]!, area))).toEqual([...market.plan.areas]);
    expect(plan.place(cells[0]!, -1)).toBe(-1);
  });
});

describe("a moved plan", () => {
  it("has everything where the last move that touched it put it, and nothing else moves", () => {
    fc.assert(
      fc.property(moves, list => {
        const after = moved(plan.withTerritory(NEW), list);
        const ids = Array.from(after.territory, t => after.territories[t]!.id);
        const expected = ids.map(
          (_, i) =>
            list.findLast(([[kind, id]]) => inside(i, kind, id))?.[1] ??
            market.territories[market.accounts.territory[i]!]!.id,
        );
        expect(ids).toEqual(expected);
      }),
      cases(50, 21),
    );
  });

  it("loses no account, and is undone by giving back what each move took", () => {
    fc.assert(
      fc.property(moves, list => {
        let made = plan.withTerritory(NEW);
        const undo: PlanRow[][] = [];
        for (const [kind, id, to] of list.map(([[kind, id], to]) => [kind, id, to] as const)) {
          const before = made;
          made = before[kind](id, to);
          const took = market.accounts.ids.filter((_, i) => made.territory[i] !== before.territory[i]);
          const back = (account: string) =>
            before.territories[before.territory[market.accounts.ids.indexOf(account)]!]!.id;
          undo.push(took.map(account => ({ account, area: null, cell: null, territory: back(account) })));
          expect(made.territory.every(t => t >= 0 && t < made.territories.length)).toBe(true);
        }
        const undone = undo.reduceRight((at, rows) => at.move(rows), made);
        expect([...undone.territory]).toEqual([...plan.territory]);
      }),
      cases(15, 26),
    );
  });

  it("takes a family along, whoever of it is named, and gives it back", () => {
    const [a, b, c] = market.accounts.ids;
    const parentIds = market.accounts.ids.map(id => (id === a || id === b ? "CHAIN" : id === c ? a! : null));
    const start = today({ ...market, accounts: { ...market.accounts, parentIds } });
    const homes = [0, 1, 2].map(i => start.territories[start.territory[i]!]!.id);
    const to = market.territories.find(t => !homes.includes(t.id))!.id;
    for (const account of [a!, b!, c!]) {
      const after = start.moveAccount(account, to);
      expect([0, 1, 2].map(i => after.territories[after.territory[i]!]!.id)).toEqual([to, to, to]);
      expect([0, 1, 2].map(i => after.why(i)?.by)).toEqual([account, account, account]);
      const rows = [a, b, c].map((id, i) => ({ account: id!, area: null, cell: null, territory: homes[i]! }));
      expect([...after.move(rows).territory]).toEqual([...start.territory]);
    }
    const apart = start.moveAccount(a!, to).moveAccount(b!, homes[1]!);
    expect([0, 1, 2].map(i => apart.territories[apart.territory[i]!]!.id)).toEqual([
      homes[1],
      homes[1],
      homes[1],
    ]);
  });

  it("leaves the plan that it was made from as it is", () => {
    const before = [...plan.territory];
    const csv = planCsv(plan);
    fc.assert(
      fc.property(moves, list => {
        moved(plan.withTerritory(NEW), list);
        expect([...plan.territory]).toEqual(before);
        expect(planCsv(plan)).toBe(csv);
        expect(plan.territories).toBe(market.territories);
      }),
      cases(20, 22),
    );
    expect(() => Object.assign(plan, { territory: null })).toThrow(TypeError);
  });

  it("moves the place with the cell, though an area names it", () => {
    const area = market.accounts.area[0]!;
    const cell = cells[market.accounts.cell[0]!]!;
    const to = (plan.territory[0]! + 1) % market.territories.length;
    const flipped = plan.flip(cell, market.territories[to]!.id);
    expect(flipped.territory[0]).toBe(to);
    expect(flipped.reason[0]).toBe("cell");
    expect(flipped.place(cell, area)).toBe(to);
    expect(flipped.place(cells.find(c => c !== cell)!, area)).toBe(plan.territory[0]);
  });

  it("says what it does not know", () => {
    expect(() => plan.flip(cells[0]!, "T99")).toThrow(
      'expected a territory of the market, or a new one with its rep_id or name, got "T99"',
    );
    expect(() => plan.flip("zzz", market.territories[0]!.id)).toThrow(
      "cell: expected an H3 cell of resolution",
    );
    expect(() => plan.moveArea("nowhere", market.territories[0]!.id)).toThrow(
      "area_id: expected an area of the market",
    );
    expect(() => plan.moveAccount("nobody", market.territories[0]!.id)).toThrow(
      "account_id: expected an account",
    );
  });
});

describe("a saved plan", () => {
  it("is read as the same plan, places and new territories included", async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.array(place, { maxLength: 20 }), async (list, places) => {
        const saved = moved(plan.withTerritory(NEW), list);
        await saveProposal(dir, "plan-1", saved, market);
        const read = await readPlan(dir, "plan-1", market);
        const used = (p: Plan, t: number) => p.territories[t]?.id ?? null;
        expect(Array.from(read.territory, t => used(read, t))).toEqual(
          Array.from(saved.territory, t => used(saved, t)),
        );
        expect(places.map(([cell, area]) => used(read, read.place(cell, area)))).toEqual(
          places.map(([cell, area]) => used(saved, saved.place(cell, area))),
        );
        if (saved.steps.flat().some(row => row.territory === NEW.id))
          expect(read.territories).toContainEqual(NEW);
      }),
      cases(10, 23),
    );
  });

  it("holds whole: it stays what it was when today's plan changes", async () => {
    const saved = plan.flip(cells[0]!, market.territories[2]!.id);
    await saveProposal(dir, "plan-2", saved, market);
    const other = { ...market, plan: { ...market.plan, areas: market.plan.areas.map(() => 0) } };
    expect((await readPlan(dir, "plan-2", other)).territory).toEqual(saved.territory);
  });

  it("may have a new territory that nobody serves yet", async () => {
    const vacant = { id: "T-vacant", name: "Boş", repId: null };
    await saveProposal(dir, "plan-3", plan.withTerritory(vacant).flip(cells[0]!, vacant.id), market);
    expect((await readPlan(dir, "plan-3", market)).territories.at(-1)).toEqual(vacant);
  });

  it("is refused with its line where it says one thing twice, nothing, or of what there is not", async () => {
    const [t1] = market.territories;
    const [first, second] = market.areas.map(area => area.id);
    const head = "territory_id,area_id,account_id,step";
    const read = async (...rows: string[]) => {
      await writeFile(join(dir, "bad.csv"), [head, `${t1!.id},${first},,`, ...rows].join("\n"));
      return readPlan(dir, "bad.csv", market);
    };
    await expect(read(`${t1!.id},${first},,`)).rejects.toThrow(
      `bad.csv line 3: area_id: "${first}" has its territory from line 2 already`,
    );
    await expect(read(`${t1!.id},,,`)).rejects.toThrow(
      "bad.csv line 3: expected one of area_id, cell, account_id, got none",
    );
    await expect(read(`${t1!.id},${second},${market.accounts.ids[0]},`)).rejects.toThrow(
      "bad.csv line 3: expected one of area_id, cell, account_id, got area_id and account_id",
    );
    await expect(read(`${t1!.id},,nobody,`)).rejects.toThrow(
      'bad.csv line 3: account_id: expected an account of the market, got "nobody"',
    );
    await expect(read(`${t1!.id},${second},,soon`)).rejects.toThrow(
      'bad.csv line 3: step: expected a whole number from 0, got "soon"',
    );
    const later = market.territories[1]!.id;
    const moved = await read(`${later},${first},,1`);
    expect(moved.place(cells[0]!, 0)).toBe(1);
  });

  it("stays in the folder of plans", async () => {
    await expect(saveProposal(dir, "../../elsewhere", plan, market)).rejects.toThrow(
      "expected a file inside the market folder",
    );
  });
});

describe("handover", () => {
  const [first, second] = market.territories;
  const account = market.accounts.territory.indexOf(0);

  it("tells who gets another territory, and another rep with it", () => {
    const after = plan.moveAccount(market.accounts.ids[account]!, second!.id);
    const { moved: where, changesHands } = handover(plan, after);
    const only = Array.from(where, (_, i) => Number(i === account));
    expect([...where]).toEqual(only);
    expect([...changesHands]).toEqual(only);
    expect(handover(plan, plan).moved.includes(1)).toBe(false);
  });

  it("tells apart a territory of the same rep, and another rep of the same territory", () => {
    const sameRep = plan.withTerritory({ ...second!, repId: first!.repId });
    const kept = handover(sameRep, sameRep.moveAccount(market.accounts.ids[account]!, second!.id));
    expect([kept.moved[account], kept.changesHands[account]]).toEqual([1, 0]);
    const newRep = handover(plan, plan.withTerritory({ ...first!, repId: "R-new" }));
    expect(newRep.moved.includes(1)).toBe(false);
    expect([...newRep.changesHands]).toEqual(Array.from(plan.territory, t => Number(t === 0)));
  });
});
