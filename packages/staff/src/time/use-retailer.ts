import { getRetailer } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";

/** How often the sample shop's time is set by the server's: another person may have changed its speed. */
const everyMs = 5_000;
/** How often figures that grow are asked for again while time runs. */
const growthMs = 10_000;

/** Whose shop this is and what time it is there; kept up with in the sample shop, where time can run. */
export function useRetailer() {
  return useQuery({
    ...reading(getRetailer, {}),
    refetchInterval: ({ state }) => (state.data?.origin === "sample" ? everyMs : false),
  });
}

/**
 * For a query whose figures grow while one looks: it is asked again now and then while the sample's time runs faster than the reader's,
 * and never in a real shop. A window in the background asks nothing.
 */
export function useGrowth(): { readonly refetchInterval: number | false } {
  const { data } = useRetailer();
  return { refetchInterval: data !== undefined && data.speedNow > 1 ? growthMs : false };
}
