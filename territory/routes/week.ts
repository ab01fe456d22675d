import { dayCost, type TourProblem } from "./problem.ts";

/** Tours while they are put together: the order of every day with its cost, and the stops that have no day. */
export class Week {
  readonly problem: TourProblem;
  readonly orders: number[][];
  readonly costs: number[];
  left: number[];

  constructor(problem: TourProblem, orders: readonly (readonly number[])[], left: readonly number[]) {
    this.problem = problem;
    this.orders = orders.map(order => [...order]);
    this.costs = orders.map((order, day) => dayCost(problem, day, order));
    this.left = [...left];
  }

  copy(): Week {
    return new Week(this.problem, this.orders, this.left);
  }

  get cost(): number {
    return this.costs.reduce((sum, cost) => sum + cost, 0);
  }

  put(day: number, order: number[]): void {
    this.set(day, order, dayCost(this.problem, day, order));
  }

  set(day: number, order: number[], cost: number): void {
    this.orders[day] = order;
    this.costs[day] = cost;
  }

  /**
   * Whether more stops have a day than in another week, or as many at less cost, and nothing is broken.
   * @param worse share of the other's cost that it may lie above it
   */
  isBetter(other: Week, worse = 0): boolean {
    if (this.cost === Number.POSITIVE_INFINITY) return false;
    const fewer = this.left.length - other.left.length;
    return fewer === 0 ? this.cost < other.cost * (1 + worse) - LEAST_GAIN : fewer < 0;
  }

  /** Puts stops that have no day where they cost least, in the order given; those without room stay left. */
  insert(stops: readonly number[]): void {
    this.left = stops.filter(stop => {
      const place = this.placeOf(stop);
      if (place !== null) this.set(place.day, place.order, place.cost);
      return place === null;
    });
  }

  /** What a stop would cost where it costs least; Infinity where it has no room. */
  cheapest(stop: number): number {
    return this.placeOf(stop)?.more ?? Number.POSITIVE_INFINITY;
  }

  private placeOf(stop: number): Place | null {
    let best: Place | null = null;
    for (const [day, order] of this.orders.entries()) {
      if (order.length >= this.problem.days[day]!.most) continue;
      for (let place = 0; place <= order.length; place++) {
        if (best !== null && this.detour(stop, order, place) >= best.more) continue;
        const tried = order.toSpliced(place, 0, stop);
        const cost = dayCost(this.problem, day, tried);
        const more = cost - this.costs[day]!;
        if (more < (best?.more ?? Number.POSITIVE_INFINITY)) best = { day, order: tried, cost, more };
      }
    }
    return best;
  }

  /** Minutes more on the road. Places are passed over by it: what a stop takes from or adds to the waiting is little beside. */
  private detour(stop: number, order: readonly number[], place: number): number {
    const { travel, stops: home } = this.problem;
    const [before, after] = [order[place - 1] ?? home, order[place] ?? home];
    return travel(before, stop) + travel(stop, after) - travel(before, after);
  }
}

interface Place {
  readonly day: number;
  readonly order: number[];
  readonly cost: number;
  /** Than without the stop. */
  readonly more: number;
}

/** Minutes below which a change is no gain but the rounding of a sum. */
export const LEAST_GAIN = 1e-7;
