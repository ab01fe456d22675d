import { lowerPriority } from "./lowerPriority.ts";

/**
 * The process that simulates for a server. It ends when the server does, however that ends: the channel closes. What
 * it needs is loaded when its priority is low already, so that all threads of it have that.
 */
lowerPriority();
process.on("disconnect", () => process.exit(0));
// Ctrl-C in a terminal reaches both; the server says when to end.
process.on("SIGINT", () => undefined);
const { workFor } = await import("./work.ts");
workFor(process, Number(process.argv[2]));
