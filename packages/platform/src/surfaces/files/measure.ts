import { performance } from "node:perf_hooks";

/** Takes the time and the memory of an import. */
export class Measure {
  readonly #start = performance.now();

  end(): { seconds: number; peakMb: number } {
    return {
      seconds: Math.round(performance.now() - this.#start) / 1000,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  }
}
