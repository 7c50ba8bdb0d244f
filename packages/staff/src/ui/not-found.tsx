import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { PageHead } from "./page-head.tsx";

interface NotFoundProps {
  /** What may be the reason. */
  readonly text?: string;
}

/** In the place of a page that is not there, with a way back. */
export function NotFound({ text = "staff.not-found.text" }: NotFoundProps) {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("staff.not-found.title")} />
      <p>
        {t(text)} <Link to="/console">{t("staff.not-found.home")}</Link>
      </p>
    </>
  );
}
