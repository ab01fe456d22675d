import type { Market } from "../../../data/market/market.ts";

/** Stands for a model that learns something: each rival's name and when it last sold. */
export function detect({ brands, sales, periodStart }: Market): { brand: string; last: number }[] {
  return brands.slice(1).map((brand, b) => {
    const periods = sales.period.filter((_, row) => sales.brand[row] === b + 1);
    return { brand, last: periodStart[Math.max(...periods)]! };
  });
}
