import type { Market } from "../../data/market/market.ts";
import { dirichletStrength } from "../known/choice.ts";
import type { Wallets } from "./fitWallet.ts";

/** Wallets by product group: a row for each open account and category. Minor units of the last 52 periods. */
export interface CategoryWallets {
  readonly account: Int32Array;
  readonly category: Int32Array;
  readonly own: Float64Array;
  /** Part of the account's wallet, never below what it bought in the category, of all brands that are seen. */
  readonly wallet: Float64Array;
  /** Part of the account's expected headroom: the parts add up to it. NaN where rivals' sales are not seen. */
  readonly headroomExpected: Float64Array;
}

/** [account × category] amounts of the last 52 periods, those of all brands where they are seen. */
interface Amounts {
  readonly all: Float64Array;
  readonly own: Float64Array;
}

/**
 * Shares the wallets out: an account's mix of categories, shrunk to that of its type (Dirichlet-multinomial, strength by
 * the method of moments on the largest category). The floor at what it bought is by category, so the parts may add up to
 * more than the wallet. Expected headroom is shared out alike by the mix of what is bought of rivals.
 */
export function categoryWallets(market: Market, wallets: Wallets): CategoryWallets {
  const { wallet, headroomExpected, observed } = wallets;
  const { categories, accounts } = market;
  const width = categories.length;
  const { all, own } = amountsOf(market, observed.allBrands);
  const mix = sharesOf(market, all);
  const rivalMix = sharesOf(
    market,
    all.map((amount, at) => Math.max(0, amount - own[at])),
  );
  const rows: { account: number; category: number; own: number; wallet: number; expected: number }[] = [];
  for (let i = 0; i < accounts.count && width > 0; i++) {
    if (Number.isNaN(wallet[i])) continue;
    const [shares, rivalShares] = [mix(i), rivalMix(i)];
    for (let c = 0; c < width; c++) {
      const at = i * width + c;
      rows.push({
        account: i,
        category: c,
        own: own[at],
        wallet: Math.max(own[at], all[at], Math.round(shares[c] * wallet[i])),
        expected: rivalShares[c] * headroomExpected[i],
      });
    }
  }
  return {
    account: Int32Array.from(rows, r => r.account),
    category: Int32Array.from(rows, r => r.category),
    own: Float64Array.from(rows, r => r.own),
    wallet: Float64Array.from(rows, r => r.wallet),
    headroomExpected: Float64Array.from(rows, r => r.expected),
  };
}

function amountsOf({ categorySales, categories, accounts }: Market, allBrands: boolean): Amounts {
  const width = categories.length;
  const all = new Float64Array(accounts.count * width);
  const own = new Float64Array(accounts.count * width);
  for (let row = 0; row < categorySales.count; row++) {
    const { account, category, brand, year, amount } = categorySales;
    if (year[row] !== 0 || category[row] < 0) continue;
    const at = account[row] * width + category[row];
    if (brand[row] === 0) own[at] += amount[row];
    if (brand[row] === 0 || allBrands) all[at] += amount[row];
  }
  return { all, own };
}

/** Shares of the categories at an account: its own lines and those of its type. */
function sharesOf(market: Market, amounts: Float64Array): (account: number) => Float64Array {
  const width = market.categories.length;
  const types = typeShares(market, amounts);
  // One line is the mean amount of an account's category with sales.
  const bought = amounts.filter(amount => amount > 0);
  const unit = bought.length > 0 ? bought.reduce((a, b) => a + b, 0) / bought.length : 1;
  const strength = mixStrength(amounts, unit, market.accounts.count, width);
  return i => {
    const lines = amounts.subarray(i * width, (i + 1) * width).map(amount => Math.max(0, amount) / unit);
    const total = lines.reduce((a, b) => a + b, 0);
    return lines.map((n, c) => (n + strength * types[slotOf(market, i) * width + c]) / (total + strength));
  };
}

/** The last slot is for accounts without a type. */
function slotOf({ accounts, types }: Market, i: number): number {
  return accounts.type[i] < 0 ? types.length : accounts.type[i];
}

/** Shares of the categories by type, [type × category]; a type without sales has the market's. */
function typeShares(market: Market, all: Float64Array): Float64Array {
  const width = market.categories.length;
  const slots = market.types.length + 1;
  const sums = new Float64Array(slots * width);
  const market1 = new Float64Array(width);
  all.forEach((amount, at) => {
    const c = at % width;
    sums[slotOf(market, Math.floor(at / width)) * width + c] += Math.max(0, amount);
    market1[c] += Math.max(0, amount);
  });
  for (let slot = 0; slot < slots; slot++) {
    const row = sums.subarray(slot * width, (slot + 1) * width);
    const own = row.reduce((a, b) => a + b, 0);
    const from = own > 0 ? row.slice() : market1;
    const total = from.reduce((a, b) => a + b, 0);
    row.set(from.map(amount => (total > 0 ? amount / total : 1 / width)));
  }
  return sums;
}

function mixStrength(all: Float64Array, unit: number, accounts: number, width: number): number {
  const totals = new Float64Array(width);
  all.forEach((amount, at) => {
    totals[at % width] += amount;
  });
  const largest = totals.indexOf(totals.reduce((a, b) => Math.max(a, b), 0));
  const lines = (i: number, c: number): number => Math.max(0, all[i * width + c]) / unit;
  const one = Array.from({ length: accounts }, (_, i) => (width > 0 ? lines(i, Math.max(0, largest)) : 0));
  const every = Array.from({ length: accounts }, (_, i) => {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += lines(i, c);
    return sum;
  });
  return dirichletStrength(one, every);
}
