import type { AccountColumns, Market } from "./market.ts";

/** What tells whether one account follows another at its site. Days since 1970-01-01, NaN where there is none. */
export interface AccountLives {
  readonly count: number;
  readonly site: Int32Array;
  /** First and last purchase of any brand inside history. */
  readonly firstBought: Float64Array;
  readonly lastBought: Float64Array;
  readonly opened: Float64Array;
  readonly closed: Float64Array;
}

/** Old and new number of a place may both sell for a quarter: orders under way, stock that is handed over. */
const OVERLAP_DAYS = 91;
/** The new number must have gone on for so long after the old one's last purchase, unless the old one is closed. */
const QUIET_DAYS = 28;

/**
 * The account under which each account's site goes on, -1 for none: `B` follows `A` when it began later at the same site,
 * `A` had stopped (or was closed) by a quarter after that, and `B` went on. Accounts that buy side by side do not follow
 * each other. An account that is followed has neither churned nor lapsed, and its follower is no new customer.
 */
export function findSuccessors(lives: AccountLives): Int32Array {
  const successor = new Int32Array(lives.count).fill(-1);
  for (const members of sharedSites(lives)) {
    for (const a of members) {
      const followers = members.filter(b => follows(lives, a, b));
      followers.sort((x, y) => beginning(lives, x) - beginning(lives, y) || x - y);
      successor[a] = followers[0] ?? -1;
    }
  }
  return successor;
}

/** Accounts by site, for sites that have more than one. */
function sharedSites({ count, site }: AccountLives): number[][] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const known = members.get(site[i]!);
    if (known) known.push(i);
    else members.set(site[i]!, [i]);
  }
  return [...members.values()].filter(list => list.length > 1);
}

/** Purchases tell better than the day on which somebody entered the account. */
function beginning({ firstBought, opened }: AccountLives, i: number): number {
  return Number.isNaN(firstBought[i]!) ? opened[i]! : firstBought[i]!;
}

function follows(lives: AccountLives, a: number, b: number): boolean {
  const { lastBought, closed } = lives;
  const begun = beginning(lives, b);
  const stopped = Number.isNaN(lastBought[a]!) ? closed[a]! : lastBought[a]!;
  // Comparisons with NaN are false: an account without any date follows nothing, and nothing follows it.
  if (!(begun > beginning(lives, a)) || !(stopped <= begun + OVERLAP_DAYS)) return false;
  return closed[a]! <= begun + OVERLAP_DAYS || lastBought[b]! >= stopped + QUIET_DAYS;
}

/**
 * The account that speaks for each account's site today: the end of its chain of successors, itself where it has none.
 * Adding purchases up by it gives the unbroken record of a place.
 */
export function currentAccounts(successor: Int32Array): Int32Array {
  return successor.map((_, i) => {
    let at = i;
    while (successor[at]! >= 0) at = successor[at]!;
    return at;
  });
}

/** The lives of a market's accounts; a purchase counts from the first day of its period. */
export function accountLives(
  accounts: Pick<AccountColumns, "count" | "site" | "opened" | "closed">,
  { sales, periodStart }: Pick<Market, "sales" | "periodStart">,
): AccountLives {
  const firstBought = new Float64Array(accounts.count).fill(Number.NaN);
  const lastBought = new Float64Array(accounts.count).fill(Number.NaN);
  // Sales are sorted by account and period.
  for (let i = 0; i < sales.count; i++) {
    if (sales.amount[i]! <= 0) continue;
    const account = sales.account[i]!;
    const day = periodStart[sales.period[i]!]!;
    if (Number.isNaN(firstBought[account]!)) firstBought[account] = day;
    lastBought[account] = day;
  }
  return { ...accounts, firstBought, lastBought };
}
