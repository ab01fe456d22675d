/** Name in the address of a scenario that has no file yet; no file can be called that. */
export const NEW = "~new";

/** Name of today's course on the server. */
export const BASELINE = "baseline";
