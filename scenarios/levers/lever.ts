import { z } from "zod";
import type { InLanguages } from "../../core/figures.ts";
import type { Note } from "../../core/note.ts";
import type { VisitPlan } from "../../sim/spec/levers.ts";
import type { ComparedName } from "../../twin/metrics.ts";
import type { Twin } from "../../twin/source.ts";
import type { AccountEffect, Reach } from "../effects/accountEffect.ts";
import { described } from "../parameters/described.ts";
import { expected } from "../parameters/expected.ts";
import type { Facts, Membership } from "../parameters/facts.ts";
import type { LeverLine, LineSpec } from "../parameters/line.ts";
import { scope } from "../parameters/where.ts";
import { leverNote } from "./notes.ts";
import type { LeverSource, Rest } from "./rests.ts";

/** What a lever takes or gives beside its effects: for the cost and the margin. */
export interface LeverCost {
  /** Rep weeks that are bought, by mean: reps concerned × change × periods. */
  readonly repPeriods: number;
  /** Whether the own price moves, so that the margin is no longer the market's. */
  readonly ownPrice: boolean;
}

/** What pulling a lever does in a market. */
export interface Pulled {
  readonly effects: readonly AccountEffect[];
  /** Another assignment of accounts to reps; at most one lever of a scenario may bring one. */
  readonly visitPlan?: VisitPlan | null;
  /** The territories that come with it, by which the scenario's course is recorded. */
  readonly membership?: Membership | null;
  /** What its effect rests on in this market, beside what the twin knows. */
  readonly rests?: readonly Rest[];
  /** What the reader should know: what was clipped, what cannot work in this market. */
  readonly remarks?: readonly Note[];
  readonly cost?: Partial<LeverCost>;
}

/** Where a lever is pulled. */
export interface Place {
  readonly reach: Reach;
  readonly facts: Facts;
  /** The market folder, for files that a line names. */
  readonly dir: string;
}

/**
 * A lever: the one place that says all of it. From these objects come the check of a scenario's lines, the JSON Schema, the
 * editor's suggestions and help, the kernel's arrays, the cost, what an answer rests on, and the table of the guide.
 */
export interface Lever {
  readonly name: string;
  /** What answers call it. */
  readonly title: InLanguages;
  readonly about: InLanguages;
  /** What its line may say beside its name, and what happens then (Markdown): for the guide. */
  readonly example: string;
  readonly does: string;
  /** Checks a line of it. */
  readonly schema: z.ZodType<LineSpec> & { readonly shape: z.ZodRawShape };
  /** What is wrong with a line of which every part is right by itself; null: nothing. */
  check(spec: LineSpec): InLanguages | null;
  /** Figures that it can move by itself: what of a course that differs from last year it explains. */
  readonly moves: readonly ComparedName[];
  /** What of this market it cannot do without: what to tell where that is missing, null where it is there. */
  readonly needs: readonly ((facts: Facts, title: InLanguages) => Note | null)[];
  /** @throws InputError at the place of the line that this market cannot do */
  pull(line: LeverLine, place: Place): Pulled | Promise<Pulled>;
  /** What its effect rests on. */
  sources(twin: Twin, pulled: Pick<Pulled, "rests">): LeverSource[];
}

type SpecOf<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape & typeof scope>> & LineSpec;

/** What there is to say of one lever. */
interface LeverParts<Shape extends z.ZodRawShape>
  extends Pick<Lever, "name" | "title" | "about" | "example" | "does" | "moves"> {
  /** What its line says beside where and when. */
  readonly shape: Shape;
  readonly check?: (spec: SpecOf<Shape>) => InLanguages | null;
  readonly needs?: Lever["needs"];
  readonly pull: (spec: SpecOf<Shape>, place: Place, line: LeverLine) => Pulled | Promise<Pulled>;
  readonly rests: (twin: Twin, here: readonly Rest[]) => readonly Rest[];
}

/** What a line of `levers` has to be. */
export const A_LEVER: InLanguages = {
  en: "a lever such as {lever: visits, change: +25%}",
  tr: "{lever: visits, change: +25%} gibi bir kaldıraç",
};

/** Makes a lever of its parts. */
export function lever<Shape extends z.ZodRawShape>(parts: LeverParts<Shape>): Lever {
  const { shape, check = () => null, needs = [], pull, rests, ...said } = parts;
  const { name, title, about } = said;
  const schema = z.strictObject(
    { lever: described(z.literal(name), { about }), ...shape, ...scope },
    expected(A_LEVER),
  );
  // The parts are typed by the lever's own shape; whoever walks the list knows no more than what every line says.
  const own = (spec: LineSpec) => spec as SpecOf<Shape>;
  return {
    ...said,
    schema: described(schema, { called: title, about }) as unknown as Lever["schema"],
    check: spec => check(own(spec)),
    needs,
    pull: (line, place) => pull(own(line.spec), place, line),
    sources: (twin, pulled) => {
      const of = leverNote("lever.of", { lever: title });
      return rests(twin, pulled.rests ?? []).map(rest => ({ lever: name, of, ...rest }));
    },
  };
}
