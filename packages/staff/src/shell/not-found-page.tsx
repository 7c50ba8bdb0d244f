import { Link } from "@tanstack/react-router";
import { useTexts, useTitle } from "../language/index.ts";
import { Empty } from "../ui/index.ts";

export function NotFoundPage() {
  const { t } = useTexts();
  useTitle(t("staff.not-found.title"));
  return (
    <main className="page">
      <Empty title={t("staff.not-found.title")}>
        <p>
          {t("staff.not-found.text")} <Link to="/console">{t("staff.not-found.home")}</Link>
        </p>
      </Empty>
    </main>
  );
}
