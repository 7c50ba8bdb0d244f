import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { Empty } from "../ui/index.ts";

/** In the place of what a program has earned, where its log was made elsewhere. */
export function ImportedExperiment({ name }: { name: string }) {
  const { t } = useTexts();
  return (
    <Empty title={t("programs.experiment.title")}>
      <p>{t("programs.experiment.text")}</p>
      <p>
        <Link to="/console/programs/$name/models" params={{ name }}>
          {t("models.open")}
        </Link>
      </p>
    </Empty>
  );
}
