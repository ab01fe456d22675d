import type { Market } from "../../data/market.ts";
import { dirichletStrength } from "../choice.ts";
import type { Wallets } from "./fitWallet.ts";

/** Wallets by product group: a row for each open account and category. Minor units of the last 52 periods. */
export interface CategoryWallets {
  readonly account: Int32Array;
  readonly category: Int32Array;
  readonly own: Float64Array;
  /** Part of the account's wallet, never below what it buys of us in the category. */
  readonly wallet: Float64Array;
}

/** What one sale is worth in lines, for the account's own mix: its amount over the market's mean of a category's row. */
interface Mix {
  /** [account × category] amounts of the last 52 periods, those of all brands where they are seen. */
  readonly all: Float64Array;
  readonly own: Float64Array;
  /** Mean amount of an account's category with sales: how much counts as one observation of the mix. */
  readonly unit: number;
}

/**
 * Shares the wallets out: an account's mix of categories, shrunk to that of its type (Dirichlet-multinomial, strength by
 * the method of moments on the largest category). The floor at own amounts is by category, so the parts may add up to
 * more than the wallet.
 */
export function categoryWallets(market: Market, { wallet, observed }: Wallets): CategoryWallets {
  const { categories, accounts } = market;
  const width = categories.length;
  const mix = mixOf(market, observed.allBrands);
  const types = typeShares(market, mix);
  const strength = mixStrength(mix, accounts.count, width);
  const rows = {
    account: [] as number[],
    category: [] as number[],
    own: [] as number[],
    wallet: [] as number[],
  };
  for (let i = 0; i < accounts.count && width > 0; i++) {
    if (Number.isNaN(wallet[i])) continue;
    const lines = mix.all.subarray(i * width, (i + 1) * width).map(amount => Math.max(0, amount) / mix.unit);
    const total = lines.reduce((a, b) => a + b, 0);
    for (let c = 0; c < width; c++) {
      const share = (lines[c] + strength * types[slotOf(market, i) * width + c]) / (total + strength);
      const own = mix.own[i * width + c];
      rows.account.push(i);
      rows.category.push(c);
      rows.own.push(own);
      rows.wallet.push(Math.max(own, Math.round(share * wallet[i])));
    }
  }
  return {
    account: Int32Array.from(rows.account),
    category: Int32Array.from(rows.category),
    own: Float64Array.from(rows.own),
    wallet: Float64Array.from(rows.wallet),
  };
}

function mixOf({ categorySales, categories, accounts }: Market, allBrands: boolean): Mix {
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
  const bought = all.filter(amount => amount > 0);
  const unit = bought.length > 0 ? bought.reduce((a, b) => a + b, 0) / bought.length : 1;
  return { all, own, unit };
}

/** The last slot is for accounts without a type. */
function slotOf({ accounts, types }: Market, i: number): number {
  return accounts.type[i] < 0 ? types.length : accounts.type[i];
}

/** Shares of the categories by type, [type × category]; a type without sales has the market's. */
function typeShares(market: Market, { all }: Mix): Float64Array {
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

function mixStrength({ all, unit }: Mix, accounts: number, width: number): number {
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
