import type { Program } from "./program.ts";

/** Values of some variables. */
export interface Start {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** What is asked of the thread. */
export interface Task {
  readonly program: Program;
  readonly start: Start | undefined;
  readonly seconds: number;
  readonly gap: number;
}

/** What the thread says, several times a task: the last is `infeasible` or `done`. */
export type Report =
  | { readonly kind: "better"; readonly value: number; readonly x: Float64Array }
  | { readonly kind: "bound"; readonly bound: number }
  | { readonly kind: "infeasible" }
  | {
      readonly kind: "done";
      readonly through: boolean;
      readonly bound: number;
      readonly best: { readonly value: number; readonly x: Float64Array } | null;
    };
