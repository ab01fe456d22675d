// Further than in every run: see further.ts.
import "./districting.test.ts";
