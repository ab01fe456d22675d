/**
 * Levers as the kernel takes them: flat arrays by period and account class, and rules about who visits whom.
 *
 * Accounts are sorted into classes: all accounts of a class meet the same effects, so that an effect is a mask over
 * classes and a range of periods and no table of period × account is needed. Class 0 is untouched.
 */
export interface Levers {
  readonly classes: number;
  /** Class of each account, in kernel order. */
  readonly accountClass: Uint16Array;
  readonly effects: readonly LeverEffect[];
  /** Another assignment of accounts to reps; null: as in the model. */
  readonly visitPlan: VisitPlan | null;
}

export type LeverKind =
  /** Factor 1 + value on purchase rates. */
  | "demand"
  /** Utility added to a brand. */
  | "utility"
  /** Factor 1 + value on the amount of an own occasion. */
  | "ownAmount"
  /** The brand cannot be bought. Value is ignored. */
  | "unavailable"
  /** Factor 1 + value on contacts made with the accounts. */
  | "contacts"
  /** Factor 1 + value on the calls that the reps of the accounts can make. */
  | "capacity"
  /** Share of calls spent on prospecting in the cells of the accounts. */
  | "discovery"
  /** Periods by which the season comes later; the value is a whole number. */
  | "seasonShift";

export interface LeverEffect {
  readonly kind: LeverKind;
  /** 1 = the class is touched; length `classes`. */
  readonly mask: Uint8Array;
  /** Periods [from, to) of the horizon. */
  readonly from: number;
  readonly to: number;
  /** Brand index for "utility" and "unavailable"; 0 otherwise. */
  readonly brand: number;
  /** Drawn run by run, keyed by (seed, run, lever): the same number in every scenario that holds the lever. */
  readonly value: LeverValue;
  /** Turns the drawn value into the effect, before `profile`; absent: the value is the effect. */
  readonly curve?: LeverCurve;
  /** Factor on the drawn value by period since `from` (length to − from), or null for a constant effect. */
  readonly profile: Float64Array | null;
  /** Stable number of the lever's stream. */
  readonly stream: number;
}

/** A fixed value (low = high), a uniform range, or a normal. */
export type LeverValue =
  | { readonly law: "range"; readonly low: number; readonly high: number }
  | { readonly law: "normal"; readonly mean: number; readonly sd: number };

/**
 * A function of the drawn value: straight lines through (from + i·step, values[i]), held constant beyond both ends.
 * One value is a constant. What a price does to a utility is such a curve.
 */
export interface LeverCurve {
  readonly from: number;
  readonly step: number;
  readonly values: Float64Array;
}

/** Contacts of each rep, as the columns repStart, repAccount, repWeight and repCalls of `twin/layout`. */
export interface VisitPlan {
  readonly repStart: Int32Array;
  readonly repAccount: Int32Array;
  readonly repWeight: Float64Array;
  readonly repCalls: Float64Array;
}

/** The same levers with their long arrays in shared memory, so that sending them to a thread copies nothing. */
export function shareLevers(levers: Levers | null): Levers | null {
  if (levers === null) return null;
  const { accountClass, visitPlan } = levers;
  return {
    ...levers,
    accountClass: shared(accountClass),
    visitPlan: visitPlan && {
      repStart: shared(visitPlan.repStart),
      repAccount: shared(visitPlan.repAccount),
      repWeight: shared(visitPlan.repWeight),
      repCalls: shared(visitPlan.repCalls),
    },
  };
}

function shared<A extends Uint16Array | Int32Array | Float64Array>(values: A): A {
  const copy = Reflect.construct(values.constructor, [new SharedArrayBuffer(values.byteLength)]) as A;
  copy.set(values);
  return copy;
}
