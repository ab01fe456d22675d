import type { Page } from "playwright-core";
import { englishWordsIn } from "../englishWords.ts";

/** A piece of text that a page shows or tells a screen reader, and where. */
export interface ShownText {
  /** The element and its class, and the attribute if it is one. */
  readonly where: string;
  readonly text: string;
}

/** All that a page says outside of elements marked `translate="no"`, hidden parts and attributes for readers too. */
export async function shownTexts(page: Page): Promise<ShownText[]> {
  return (await page.evaluate(`(${COLLECT})()`)) as ShownText[];
}

/** Texts of a page that have English words, with them. */
export async function englishOn(page: Page): Promise<string[]> {
  const found = (await shownTexts(page)).flatMap(({ where, text }) => {
    const words = englishWordsIn(text);
    return words.length === 0 ? [] : [`${where}: “${text}” (${words.join(", ")})`];
  });
  return [...new Set(found)];
}

/**
 * Runs in the browser, hence as text: Node's types know no DOM. A name from data may stand in a label or in the title
 * of the page, which cannot be marked in parts: there the texts of marked elements are left out.
 */
const COLLECT = `() => {
  const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt", "label"];
  // What the editor proposes to write is code.
  const translated = element =>
    element.closest("[translate]")?.getAttribute("translate") !== "no" && !element.matches(".cm-completionLabel, .cm-completionLabel *");
  // The children of an image are not told: it has one label.
  const told = element => !element.parentElement?.closest("[role=img]");
  const marked = [...document.querySelectorAll('[translate="no"]')].map(element => element.textContent.trim());
  const names = [...new Set(marked)].filter(name => name.length > 1).sort((a, b) => b.length - a.length);
  const withoutNames = text => names.reduce((left, name) => left.replaceAll(name, " "), text);
  const place = element => {
    const kind = element.getAttribute("class")?.split(" ")[0];
    return element.tagName.toLowerCase() + (kind ? "." + kind : "");
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    if (/^(script|style)$/i.test(element.tagName) || !translated(element)) continue;
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) found.push({ where: place(element), text: node.data.trim() });
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value && (told(element) || name === "title")) found.push({ where: place(element) + "[" + name + "]", text: withoutNames(value) });
    }
  }
  found.push({ where: "title", text: withoutNames(document.title) });
  return found;
}`;
