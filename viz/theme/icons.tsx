import type { ScreenId } from "../state/address.ts";

/** Line icons on a grid of 20, drawn with the text's colour. */
const PATHS: Record<ScreenId | "outlines" | "sun" | "moon" | "image" | "play" | "pause" | "close", string> = {
  accounts:
    "M3.5 8 5 4h10l1.5 4M4.5 9.6v6.9h11V9.6M3.5 8a2.17 2.17 0 0 0 4.33 0 2.17 2.17 0 0 0 4.34 0 2.17 2.17 0 0 0 4.33 0M8.2 16.5v-3.6h3.6v3.6",
  segments:
    "M7 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM14.2 7.2a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM9.4 11.9a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8Z",
  health: "M10 3 4.5 5v4.6c0 3.4 2.3 6 5.5 7.4 3.2-1.4 5.5-4 5.5-7.4V5ZM7.3 9.9l2 2 3.5-3.8",
  map: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM3 10h14M10 3c2.2 2 3.2 4.3 3.2 7s-1 5-3.2 7c-2.2-2-3.2-4.3-3.2-7S7.8 5 10 3Z",
  scenarios:
    "M4.5 16.5V9.8c0-1 .5-1.8 1.4-2.3L15 3.5M4.5 16.5v-3.2c0-1.2.9-2.2 2.1-2.3l8.9-.9M12.2 2.8l3.3.5-1.6 2.9M13.2 8l2.6 2.1-2.3 2.3",
  data: "M4 5.5c0-1.4 2.7-2.5 6-2.5s6 1.1 6 2.5S13.3 8 10 8 4 6.9 4 5.5Zm0 0v9C4 15.9 6.7 17 10 17s6-1.1 6-2.5v-9M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5",
  territories:
    "M3.5 4.5 8.5 3l3.4 2.4L16.5 4v11.5L11.6 17l-3.2-2.4-4.9 1.6ZM8.5 3l.6 5.2-5.6 2.1M9.1 8.2l3.6 3 3.8-1.3M12.7 11.2 11.6 17",
  outlines: "M3.5 6 8 3.5l4.5 2.5 4-2v10l-4.5 2.5L8 14l-4.5 2ZM8 3.5V14M12.5 6v10.5",
  sun: "M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4ZM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M15.3 4.7l-1.1 1.1M5.8 14.2l-1.1 1.1",
  moon: "M16 11.8A6.5 6.5 0 0 1 8.2 4 6.5 6.5 0 1 0 16 11.8Z",
  image: "M10 3v8.5M6.5 8.5 10 12l3.5-3.5M3.5 13.5v3h13v-3",
  play: "M7 4.5v11l8.5-5.5Z",
  pause: "M6.8 4.5v11M13.2 4.5v11",
  close: "m5.5 5.5 9 9m0-9-9 9",
};

export type IconName = keyof typeof PATHS;

/** An icon; it says nothing to screen readers, so its button needs a name. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill={name === "play" ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark: a lit disc, half in shadow. */
export function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <circle cx="13" cy="15" r="9" fill="var(--known)" />
      <circle cx="17.5" cy="12" r="8" fill="var(--mark-shadow)" stroke="var(--dark-part)" strokeWidth="1.3" />
    </svg>
  );
}
