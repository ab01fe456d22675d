// Further than in every run: see further.ts.
import "./amounts.test.ts";
