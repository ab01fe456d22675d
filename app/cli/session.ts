import type { Effects } from "../effects/effects.ts";
import type { Voice } from "./words/voice.ts";

/** What a command has: the world outside, and the language of the person who asked. */
export interface Session extends Effects {
  readonly voice: Voice;
}
