import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  /** Says how far the work is; the first call draws the bar. */
  update(done: number, total: number, what?: string): void;
  stop(): void;
}

/** A bar on a terminal, a line at each tenth elsewhere, silent until there is something to say. */
export function progressBar(title: string): Progress {
  const bar = new SingleBar(
    {
      format: `${title} {bar} {percentage} % {what}`,
      hideCursor: true,
      clearOnComplete: false,
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 3000,
    },
    Presets.rect,
  );
  let drawn = false;
  return {
    update(done, total, what = "") {
      if (drawn) {
        bar.setTotal(total);
        bar.update(done, { what });
      } else {
        bar.start(total, done, { what });
        drawn = true;
      }
    },
    stop() {
      if (drawn) bar.stop();
      drawn = false;
    },
  };
}
