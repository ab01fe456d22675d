// Further than in every run: see further.ts.
import "./dialects.test.ts";
