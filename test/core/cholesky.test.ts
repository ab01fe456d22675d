import { describe, expect, it } from "vitest";
import { cholesky, semidefiniteCholesky, solveLower, solveUpper } from "../../core/cholesky.ts";

describe("Cholesky factor", () => {
  // A textbook matrix: L = [2 0 0; 6 1 0; −8 5 3].
  const square = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);

  it("is the published one, and null where there is none", () => {
    expect([...cholesky(square, 3)!]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  });

  it("of a semi-definite matrix has rows of zeros where nothing is left", () => {
    const flat = Float64Array.of(4, 2, 0, 2, 1, 0, 0, 0, 9);
    expect([...semidefiniteCholesky(flat, 3)]).toEqual([2, 0, 0, 1, 0, 0, 0, 0, 3]);
    expect(cholesky(flat, 3)).toBeNull();
    expect(semidefiniteCholesky(square, 3)).toEqual(cholesky(square, 3));
  });

  it("solves both triangles", () => {
    const lower = cholesky(square, 3)!;
    const x = solveUpper(lower, solveLower(lower, Float64Array.of(1, 2, 3)));
    const back = [0, 1, 2].map(i => x.reduce((sum, v, j) => sum + square[i * 3 + j] * v, 0));
    back.forEach((v, i) => {
      expect(v).toBeCloseTo(i + 1, 9);
    });
  });
});
