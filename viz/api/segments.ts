import { useQuery } from "@tanstack/react-query";
import type { SegmentsAnswer } from "../../app/api/segments.ts";
import { ApiError, getJson, LASTING, marketPath } from "./client.ts";

/** The segments of a market; null where this build has none. */
export const useSegments = (id: string) =>
  useQuery({
    queryKey: [id, "segments"],
    queryFn: () =>
      getJson<SegmentsAnswer>(marketPath(id, "segments")).catch(error => {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }),
    ...LASTING,
  });
