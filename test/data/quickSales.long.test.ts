// Further than in every run: see further.ts.
import "./quickSales.test.ts";
