import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { PageHead } from "../ui/index.ts";
import { Deliveries } from "./deliveries.tsx";
import { Endpoints } from "./endpoints.tsx";

/** What others' systems tell us: where they send it, and what came of it. Secrets are an administrator's. */
export function WebhooksPage() {
  const { t } = useTexts();
  const session = useSession();
  const isAdmin = session?.role === "admin";
  return (
    <>
      <PageHead
        title={t("webhooks.title")}
        lead={t("webhooks.lead")}
        actions={
          <Link to="/console/webhooks/codes" className="button-link quiet">
            {t("webhooks.codes")}
          </Link>
        }
      />
      {isAdmin ? <Endpoints /> : <p className="soft">{t("webhooks.for-admins")}</p>}
      <Deliveries isAdmin={isAdmin} />
    </>
  );
}
