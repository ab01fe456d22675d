import { notes } from "../../core/note.ts";

/** Why a plan of a front was chosen. */
export const proposalNote = notes({
  "proposal.compromise": { balance: "share", disruption: "share", border: "share" },
  "proposal.balance": { balance: "share", disruption: "share" },
  "proposal.compactness": { border: "share", disruption: "share" },
  "proposal.travel": { travel: "change", disruption: "share" },
  "proposal.disruption": { disruption: "share", balance: "share" },
  "proposal.between": { balance: "share", disruption: "share", border: "share" },
});
