// Further than in every run: see further.ts.
import "./forecast.test.ts";
