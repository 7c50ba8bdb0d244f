/** A lane as people say it: the service and where it starts, then where it goes. What is not known is left out; empty where nothing is. */
export function laneWords(lane: string): string {
  const [service, origin, country, zone] = lane.split("|").map((part) => (part === "-" ? undefined : part));
  const from = [service, origin].filter(Boolean).join(" · ");
  const to = [country, zone].filter(Boolean).join(" ");
  return [from, to].filter(Boolean).join(" → ");
}
