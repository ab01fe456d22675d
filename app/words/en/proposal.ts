import type { Words } from "../../../core/note.ts";
import type { proposalNote } from "../../../territory/search/notes.ts";

export const proposal: Words<typeof proposalNote> = {
  "proposal.compromise":
    "the best compromise of all that is weighed: no territory is more than {{balance}} off its target, {{disruption}} of the amount changes rep, {{border}} of borders are cut",
  "proposal.balance":
    "the most even found: no territory is more than {{balance}} off its target; {{disruption}} of the amount changes rep",
  "proposal.compactness":
    "the most compact found: {{border}} of borders are cut; {{disruption}} of the amount changes rep",
  "proposal.travel":
    "the least travel found, by estimate {{travel}} against today; {{disruption}} of the amount changes rep",
  "proposal.disruption":
    "the least disruption found: {{disruption}} of the amount changes rep; no territory is more than {{balance}} off its target",
  "proposal.between":
    "another balance between the aims: no territory is more than {{balance}} off its target, {{disruption}} of the amount changes rep, {{border}} of borders are cut",
};
