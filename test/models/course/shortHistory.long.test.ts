// Further than in every run: see further.ts.
import "./shortHistory.test.ts";
