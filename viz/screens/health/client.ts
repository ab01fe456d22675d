import { useQuery } from "@tanstack/react-query";
import type { MarketHealth } from "../../../app/api/health.ts";
import { getJson, LASTING, marketPath } from "../../api/client.ts";

/** How far the twin of a market may be trusted. */
export const useHealth = (id: string, enabled = true) =>
  useQuery({
    queryKey: [id, "health"],
    queryFn: () => getJson<MarketHealth>(marketPath(id, "health")),
    enabled,
    ...LASTING,
  });
