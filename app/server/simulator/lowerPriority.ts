import { readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";

/**
 * Lets every other process go first. On Linux a priority belongs to a thread: those that are there get it one by one,
 * later ones inherit it. Where it may not be changed, work goes on as it is.
 */
export function lowerPriority(): void {
  const threads = process.platform === "linux" ? readdirSync("/proc/self/task").map(Number) : [0];
  for (const thread of threads) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // A thread that has just ended, or a system that does not allow it.
    }
  }
}
