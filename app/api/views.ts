/** Views of the page's rail, as `?view=` names them: where and who, what might be done, and what all of it rests on. */
export const SCREENS = ["map", "accounts", "segments", "territories", "scenarios", "health", "data"] as const;
export type ScreenId = (typeof SCREENS)[number];

/** The one path of the page; everything else that it shows is said in the query. */
export const PAGE_PATH = "/";
