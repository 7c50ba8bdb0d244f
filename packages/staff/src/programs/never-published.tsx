import { useTexts } from "../language/index.ts";
import { Empty } from "../ui/index.ts";

/** In the place of what a program does, as long as it does nothing. */
export function NeverPublished() {
  const { t } = useTexts();
  return (
    <Empty title={t("programs.never-published")}>
      <p>{t("programs.never-published-text")}</p>
    </Empty>
  );
}
