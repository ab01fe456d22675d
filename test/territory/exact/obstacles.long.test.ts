// Further than in every run: see further.ts.
import "./obstacles.test.ts";
