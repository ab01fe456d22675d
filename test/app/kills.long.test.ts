// Further than in every run: see further.ts.
import "./kills.test.ts";
