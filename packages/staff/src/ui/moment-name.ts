import { useTexts } from "../language/index.ts";

const experiment = /^experiment\.(.+)$/;

/** Whether a moment is that of an imported experiment: what was done there was done elsewhere, and nothing is decided any more. */
export function isExperiment(moment: string): boolean {
  return experiment.test(moment);
}

/** What a place in the shopper's journey is called. */
export function useMomentName(): (moment: string) => string {
  const { t, has } = useTexts();
  return (moment) => {
    const [, name] = experiment.exec(moment) ?? [];
    if (name !== undefined) return t("programs.experiment.moment", { name });
    return has(`programs.moment.${moment}`) ? t(`programs.moment.${moment}`) : moment;
  };
}
