import { InputError } from "../../core/errors.ts";
import { minorUnitsOf } from "../../core/money.ts";

/** The export's dollars have two decimals. */
export const CENTS = minorUnitsOf(2);

/**
 * Columns of the "Iowa Liquor Sales" export that a market is made of, and their names in the official layouts: the
 * portal's titles of 2015 to today, and the field names of its API (`sale_dollars`, `vendor_no`). Case, spaces and
 * punctuation do not count.
 */
const NAMES = {
  date: ["Date", "Order Date"],
  store: ["Store Number", "Store"],
  name: ["Store Name", "Name"],
  address: ["Address", "Store Address"],
  city: ["City", "Store City"],
  zip: ["Zip Code", "ZipCode", "Zip"],
  location: ["Store Location", "Store Location Point"],
  countyNumber: ["County Number"],
  county: ["County", "County Name"],
  category: ["Category Name"],
  vendorNumber: ["Vendor Number", "Vendor No"],
  vendor: ["Vendor Name", "Vendor"],
  units: ["Bottles Sold", "Sale Bottles"],
  dollars: ["Sale (Dollars)", "Sale Dollars", "Total Sale (Dollars)"],
} as const satisfies Record<string, readonly string[]>;

export type IowaColumn = keyof typeof NAMES;

const REQUIRED: readonly IowaColumn[] = ["date", "store", "vendor", "dollars"];

/** Ours → the header's own name, for the columns that are there. */
export type IowaLayout = ReadonlyMap<IowaColumn, string>;

/**
 * Finds the layout of an export by its header.
 * @throws InputError naming the columns that are missing and those that were found.
 */
export function iowaLayout(file: string, header: readonly string[]): IowaLayout {
  const found = new Map(header.map(name => [folded(name), name]));
  const layout = new Map<IowaColumn, string>();
  for (const [ours, names] of Object.entries(NAMES) as [IowaColumn, readonly string[]][]) {
    const theirs = names.map(name => found.get(folded(name))).find(name => name !== undefined);
    if (theirs !== undefined) layout.set(ours, theirs);
  }
  const missing = REQUIRED.filter(column => !layout.has(column)).map(column => `"${NAMES[column][0]}"`);
  if (missing.length > 0) {
    const shown = header.map(name => `"${name}"`).join(", ");
    const message = `${file} is not an export of "Iowa Liquor Sales": it has no ${missing.join(", ")}; found: ${shown}; download it as CSV from data.iowa.gov`;
    throw new InputError("not_iowa", message, { file, found: header });
  }
  return layout;
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
