/** Adds up the CPU seconds of what it runs. */
export function cpuTimer(): { run(work: () => void): void; seconds(): number } {
  let total = 0;
  return {
    run(work) {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      total += (user + system) / 1e6;
    },
    seconds: () => total,
  };
}
