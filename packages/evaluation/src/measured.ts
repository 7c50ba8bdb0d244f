/** What a method cost. CPU seconds, because wall time on a shared machine is noise. */
export interface Cost {
  readonly fit_seconds: number;
  readonly predict_seconds: number;
  /** Peak resident memory of the process so far: of the method alone only for the first one. */
  readonly peak_mb: number;
}

/** Runs fitting and predicting one after the other and says what each took. */
export function measured<Model, Answer>(
  fit: () => Model,
  predict: (model: Model) => Answer,
): { readonly answer: Answer; readonly model: Model; readonly cost: Cost } {
  const start = process.cpuUsage();
  const model = fit();
  const fitted = process.cpuUsage(start);
  const middle = process.cpuUsage();
  const answer = predict(model);
  const predicted = process.cpuUsage(middle);
  return {
    answer,
    model,
    cost: {
      fit_seconds: seconds(fitted),
      predict_seconds: seconds(predicted),
      peak_mb: process.resourceUsage().maxRSS / 1024,
    },
  };
}

function seconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}
