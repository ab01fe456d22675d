// Further than in every run: see further.ts.
import "./conservation.test.ts";
