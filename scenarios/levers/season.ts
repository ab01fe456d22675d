import { effect } from "../effects/accountEffect.ts";
import { periodsIn } from "../parameters/calendar.ts";
import { fixed, shift } from "../parameters/values.ts";
import { lever } from "./lever.ts";
import { PURCHASES } from "./moves.ts";
import { said } from "./notes.ts";
import { drawn } from "./rests.ts";

/** A season that comes later or earlier than the forecast has it. */
export const season = lever({
  name: "season",
  title: { en: "season", tr: "sezon" },
  about: {
    en: "The season comes later or, with a minus, earlier.",
    tr: "Sezon daha geç, eksi ile daha erken gelir.",
  },
  example: "shift: 2w",
  does: "Volume and preference follow the forecast of two weeks before; `-2w` brings the season forward. Promotions keep their dates.",
  shape: { shift },
  moves: PURCHASES,
  pull: ({ shift }, { reach, facts }, line) => {
    const periods = periodsIn(line, shift, facts.market.period);
    return { effects: [effect("seasonShift", fixed(periods), reach)] };
  },
  rests: () => [drawn("data", said({ en: "seasons of the forecast", tr: "tahminin mevsimleri" }))],
});
