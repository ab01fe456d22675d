/** A point of P(uplift ≥ x). */
export interface CurvePoint {
  readonly x: number;
  readonly p: number;
}

/** P(uplift ≥ x) between the points of a curve with ascending x: straight from one to the next. */
export function chanceAt(curve: readonly CurvePoint[], x: number): number {
  const after = curve.findIndex(point => point.x >= x);
  if (after < 0) return 0;
  const right = curve[after]!;
  if (after === 0 || right.x === x) return right.p;
  const left = curve[after - 1]!;
  return left.p + ((x - left.x) / (right.x - left.x)) * (right.p - left.p);
}

/**
 * The part of a curve that can be read. Zero is always a point of it; where zero lies further from the differences
 * than they lie from each other, it would flatten them.
 */
export function readablePart(curve: readonly CurvePoint[]): readonly CurvePoint[] {
  const others = curve.filter(({ x }) => x !== 0);
  if (others.length < 2) return curve;
  const [low, high] = [others[0]!.x, others.at(-1)!.x];
  const away = Math.max(low, -high, 0);
  return away > high - low ? others : curve;
}

/** What is likely enough to count on. */
const LIKELY = 0.9;

/** Where reading begins: at zero where the sign is in question, else at the amount that nine of ten runs reach. */
export function startingPoint(curve: readonly CurvePoint[]): number {
  const [low, high] = [curve[0]!, curve.at(-1)!];
  if (low.x < 0 && high.x > 0 && chanceAt(curve, 0) < 0.995) return 0;
  const after = curve.findIndex(({ p }) => p < LIKELY);
  if (after <= 0) return low.x;
  const [left, right] = [curve[after - 1]!, curve[after]!];
  return left.x + ((left.p - LIKELY) / (left.p - right.p)) * (right.x - left.x);
}
