import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { RunStatus } from "../../app/api/scenarios.ts";
import { getJson } from "./client.ts";

const POLL = 1000;

export const ended = ({ state }: RunStatus) => state !== "queued" && state !== "running";

/**
 * How far something is that takes a while: asked once, then told by the server as it happens; where that stream breaks,
 * asked every second.
 * @param path of its status; its events are below it; null: nothing is asked
 */
export function useJob(path: string | null) {
  const [broken, setBroken] = useState(false);
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["job", path],
    queryFn: () => getJson<RunStatus>(path!),
    enabled: path !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state: { data } }) => (broken && data && !ended(data) ? POLL : false),
  });
  const running = query.data !== undefined && !ended(query.data);
  useEffect(() => {
    if (path === null || !running) return;
    const events = new EventSource(`${path}/events`);
    events.onmessage = ({ data }) => {
      const status = JSON.parse(data) as RunStatus;
      queries.setQueryData(["job", path], status);
      if (ended(status)) events.close();
    };
    events.onerror = () => {
      events.close();
      setBroken(true);
    };
    return () => {
      events.close();
      setBroken(false);
    };
  }, [path, running, queries]);
  return query;
}
