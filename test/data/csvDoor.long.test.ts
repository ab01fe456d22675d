// Further than in every run: see further.ts.
import "./csvDoor.test.ts";
