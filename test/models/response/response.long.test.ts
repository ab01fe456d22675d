// Further than in every run: see further.ts.
import "./response.test.ts";
