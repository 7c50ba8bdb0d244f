import { getReturnPolicy, getReturnPolicyDraft } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { useRetailer } from "../../time/index.ts";
import { Loaded, PageHead, Waiting } from "../../ui/index.ts";
import { PolicyEditor } from "./policy-editor.tsx";

/** Edits the draft; where there is none, one begins as what holds. */
export function EditPolicyPage() {
  const { t } = useTexts();
  const policy = useQuery(reading(getReturnPolicy, {}));
  const retailer = useRetailer();
  // What is opened is what is saved now, not what was read some time ago.
  const draft = useQuery({ ...reading(getReturnPolicyDraft, {}), staleTime: 0, refetchOnReconnect: false });
  const waiting = <Waiting lines={8} height={44} />;
  return (
    <>
      <PageHead
        title={t("return-policy.edit")}
        eyebrow={<Link to="/console/return-policy">{t("return-policy.title")}</Link>}
        heading={t("programs.editor.heading")}
        lead={t("programs.editor.lead")}
      />
      <Loaded query={policy} waiting={waiting}>
        {({ document }) => (
          <Loaded query={retailer} waiting={waiting}>
            {({ currency }) => (
              <Loaded query={draft} waiting={waiting}>
                {(known) =>
                  draft.isFetchedAfterMount ? (
                    <PolicyEditor draft={known} standing={document} currency={currency} />
                  ) : (
                    waiting
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
