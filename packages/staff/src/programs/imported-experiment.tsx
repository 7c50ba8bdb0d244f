import { useTexts } from "../language/index.ts";
import { Empty } from "../ui/index.ts";

/** In the place of what a program has earned, where its log was made elsewhere. */
export function ImportedExperiment() {
  const { t } = useTexts();
  return (
    <Empty title={t("programs.experiment.title")}>
      <p>{t("programs.experiment.text")}</p>
    </Empty>
  );
}
