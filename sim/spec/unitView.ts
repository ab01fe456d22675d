import type { KernelModel } from "./model.ts";

/**
 * Recording units other than the model's own: what is recorded where differs, and nothing else. Accounts, chance and amounts
 * stay the model's, in the model's memory.
 */
export interface UnitView {
  readonly units: number;
  /** Unit of each account; in shared memory, so that sending it to a thread copies nothing. */
  readonly unit: Int32Array;
}

/** A view of `unit`, by account in kernel order, with units from 0 on. */
export function unitView(unit: ArrayLike<number>, units: number): UnitView {
  const shared = new Int32Array(new SharedArrayBuffer(4 * unit.length));
  shared.set(unit);
  return { units, unit: shared };
}

/** @throws RangeError unless the view is of the model's accounts */
export function validateView({ scalars }: KernelModel, { units, unit }: UnitView): void {
  if (unit.length !== scalars.accounts)
    throw new RangeError(`a view of ${unit.length} accounts; expected the model's ${scalars.accounts}`);
  const at = unit.findIndex(u => !(u >= 0 && u < units));
  if (at >= 0) throw new RangeError(`unit ${unit[at]} of account ${at}; expected 0 to ${units - 1}`);
}
