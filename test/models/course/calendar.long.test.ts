// Further than in every run: see further.ts.
import "./calendar.test.ts";
