import { getReturnPolicy, getReturnPolicyDraft } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { reading } from "../api/index.ts";
import { editLink } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { Loaded, PageHead, Waiting } from "../ui/index.ts";
import type { Policy } from "./policy-types.ts";

interface PolicyFrameProps {
  readonly children: (policy: Policy, currency: string | undefined) => ReactNode;
}

const tabs = [
  { to: "/console/return-policy", text: "return-policy.tab.summary" },
  { to: "/console/return-policy/try", text: "return-policy.tab.try" },
  { to: "/console/return-policy/versions", text: "return-policy.tab.versions" },
] as const;

/** What stands around the pages of the return policy: since when which version holds, and the way between them. */
export function PolicyFrame({ children }: PolicyFrameProps) {
  const texts = useTexts();
  const { t } = texts;
  const { data: retailer } = useRetailer();
  const query = useQuery(reading(getReturnPolicy, {}));
  const { data: draft } = useQuery(reading(getReturnPolicyDraft, {}));
  const hasDraft = draft?.document !== undefined;
  return (
    <>
      <PageHead
        title={t("return-policy.title")}
        lead={query.data === undefined ? t("return-policy.lead") : <Standing policy={query.data} />}
        actions={
          <Link to="/console/return-policy/edit" className="button-link" {...editLink}>
            {t(hasDraft ? "programs.edit-draft" : "programs.edit")}
          </Link>
        }
      />
      {draft?.savedAt !== undefined && (
        <p className="note">
          {t("programs.draft-note", { when: texts.dateTime(new Date(draft.savedAt)) })}{" "}
          <Link to="/console/return-policy/preview">{t("programs.preview.open")}</Link>
        </p>
      )}
      <nav className="tabs" aria-label={t("return-policy.tab.label")}>
        <ul>
          {tabs.map(({ to, text }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: true, includeSearch: false }}>
                {t(text)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Loaded query={query} waiting={<Waiting lines={6} height={36} />}>
        {(policy) => children(policy, retailer?.currency)}
      </Loaded>
    </>
  );
}

function Standing({ policy: { version, publishedAt } }: { policy: Policy }) {
  const texts = useTexts();
  const { t } = texts;
  if (publishedAt === undefined) return t("return-policy.nothing-published");
  return t("return-policy.holds-since", { version, when: texts.date(new Date(publishedAt)) });
}
