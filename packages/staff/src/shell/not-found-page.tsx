import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { PageHead } from "../ui/index.ts";

/** An address of ours that leads nowhere. */
export function NotFound() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("staff.not-found.title")} />
      <p>
        {t("staff.not-found.text")} <Link to="/console">{t("staff.not-found.home")}</Link>
      </p>
    </>
  );
}

/** The same where nothing stands around it. */
export function NotFoundPage() {
  return (
    <main className="page">
      <NotFound />
    </main>
  );
}
