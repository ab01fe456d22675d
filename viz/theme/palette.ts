import type { LayerId } from "../state/address.ts";

export type Scheme = "dark" | "light";

/**
 * Seven steps for each layer, from little to much. In the dark theme much glows, in the light theme much is
 * deep; in both, lightness alone orders the steps, so that they read without hue. Share diverges from rivals'
 * coral over grey to the own teal, a pair that stays apart for red-green colour-blind eyes. What is dark is violet;
 * what is untapped, rivals' and dark together, lies between coral and violet.
 */
export const RAMPS: Record<Scheme, Record<LayerId, readonly string[]>> = {
  dark: {
    known: ["#38290f", "#553c12", "#7a5515", "#a3711a", "#cd9024", "#f0b43c", "#ffe09a"],
    own: ["#0f3335", "#12494b", "#156365", "#1a8180", "#25a39f", "#4cc9c1", "#b0f5ea"],
    market: ["#1b2747", "#233864", "#2e4d8c", "#4068b4", "#5c88d6", "#8bb1ef", "#d4e5ff"],
    dark: ["#2e254d", "#423470", "#5a4598", "#755ac5", "#9377ed", "#b4a3fd", "#e5e1ff"],
    untapped: ["#441f2d", "#642940", "#893557", "#b24471", "#d95f8f", "#f48eb2", "#fedae5"],
    wallet: ["#1d3320", "#264a2c", "#32643b", "#3e824b", "#50a460", "#6fcb7e", "#b2fabc"],
    spread: ["#2d2f1d", "#414326", "#585a32", "#72763c", "#919549", "#b4ba64", "#e6eca6"],
    share: ["#ff9077", "#cf654f", "#8a4c43", "#4a4e5a", "#226e6d", "#2ca79f", "#86ebdb"],
    activity: ["#20252f", "#303744", "#485161", "#697282", "#949cab", "#c5cbd5", "#ffffff"],
    heat: ["#2c1722", "#4d1d30", "#77253f", "#a83a41", "#d46238", "#f29a45", "#ffe0a3"],
  },
  light: {
    known: ["#f8e1ab", "#f3cf7c", "#eebb52", "#dc9d28", "#b97b10", "#8c5b08", "#5a3a02"],
    own: ["#cbe9e5", "#a3dad3", "#78c7c0", "#45aaa4", "#1f8985", "#0b6765", "#064442"],
    market: ["#d3e0f6", "#b6cbf0", "#94b5e8", "#6693d9", "#406fc0", "#264f98", "#143162"],
    dark: ["#e2ddfe", "#cec4fe", "#b8a9f7", "#9b83ee", "#7e5adc", "#603bb3", "#3f247c"],
    untapped: ["#f9d7e1", "#f4bbcd", "#eb9bb6", "#da6f97", "#c24278", "#9a2359", "#67153a"],
    wallet: ["#ccebcf", "#addbb2", "#8ac892", "#5cac6a", "#378c49", "#246a34", "#174621"],
    spread: ["#e2e6c0", "#ced29e", "#b7bd78", "#999e52", "#7a7e31", "#5b5e1f", "#3c3e10"],
    share: ["#b2361e", "#db6c52", "#eeab99", "#d3d3d1", "#99d0c9", "#3a9f97", "#0a635f"],
    activity: ["#e2dfd8", "#c7c5c0", "#a6a5a4", "#848487", "#616268", "#3f4149", "#13151b"],
    heat: ["#fbe3c0", "#f7c793", "#f0a268", "#dd774b", "#bb4d40", "#88303f", "#4f1a33"],
  },
};

/** Lines and names of the map. */
export const MAP_INK: Record<
  Scheme,
  Record<"sea" | "land" | "country" | "state" | "area" | "areaLabel" | "label" | "halo", string>
> = {
  dark: {
    sea: "#06080d",
    land: "#0e1219",
    country: "#3b4454",
    state: "#262d3a",
    area: "#252d3a",
    areaLabel: "#8d97a8",
    label: "#dde2ea",
    halo: "#0a0d13",
  },
  light: {
    sea: "#dfe5ea",
    land: "#f7f5f0",
    country: "#a9adb3",
    state: "#cbccca",
    area: "#dddbd4",
    areaLabel: "#606875",
    label: "#23282f",
    halo: "#fbfaf7",
  },
};

/** Outlines of territories, of the chosen one, and of the cell in hand. */
export const OUTLINE_INK: Record<Scheme, { territory: string; chosen: string; cell: string }> = {
  dark: { territory: "#8e99ac", chosen: "#ffffff", cell: "#ffffff" },
  light: { territory: "#5d6675", chosen: "#11141a", cell: "#11141a" },
};

/** Ink of charts: own, rivals, actual figures. */
export const CHART_INK: Record<
  Scheme,
  { own: string; rival: string; actual: string; muted: string; line: string }
> = {
  dark: { own: "#4cc9c1", rival: "#ff9077", actual: "#e8ebf1", muted: "#98a1b2", line: "#2a313d" },
  light: { own: "#0d7f7b", rival: "#c24a30", actual: "#1c2029", muted: "#5c6472", line: "#dcdad4" },
};

/** Red, green, blue of a `#rrggbb` colour. */
export function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
