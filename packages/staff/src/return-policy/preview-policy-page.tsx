import {
  comparePrograms,
  getReturnPolicy,
  getReturnPolicyDraft,
  listReturnPolicies,
  publishReturnPolicy,
} from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { editLink } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { ChangeTable, ConfirmDialog, Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { comparable } from "./comparable.ts";
import { PastTrial } from "./past-trial.tsx";
import type { Policy, PolicyDocument } from "./policy-types.ts";
import { usePolicyWords } from "./policy-words.ts";

/** The second look before a draft holds: what changes in it, and what it would have made of past returns. */
export function PreviewPolicyPage() {
  const { t } = useTexts();
  const policy = useQuery({ ...reading(getReturnPolicy, {}), staleTime: 0 });
  const draft = useQuery({ ...reading(getReturnPolicyDraft, {}), staleTime: 0 });
  const waiting = <Waiting lines={6} height={36} />;
  return (
    <>
      <PageHead
        title={t("programs.preview.title")}
        eyebrow={<Link to="/console/return-policy">{t("return-policy.title")}</Link>}
        heading={t("return-policy.preview")}
        actions={
          <Link to="/console/return-policy/edit" className="button-link quiet" {...editLink}>
            {t("programs.edit-draft")}
          </Link>
        }
      />
      <Loaded query={policy} waiting={waiting}>
        {(standing) => (
          <Loaded query={draft} waiting={waiting}>
            {({ document, madeFrom }) =>
              document === undefined ? (
                <Empty title={t("programs.preview.no-draft")}>
                  <Link to="/console/return-policy">{t("return-policy.back")}</Link>
                </Empty>
              ) : (
                <Preview standing={standing} document={document} madeFrom={madeFrom} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

interface PreviewProps {
  readonly standing: Policy;
  readonly document: PolicyDocument;
  readonly madeFrom: number;
}

function Preview({ standing, document, madeFrom }: PreviewProps) {
  const { t } = useTexts();
  const { data: retailer } = useRetailer();
  const words = usePolicyWords(retailer?.currency);
  const query = useQuery(
    reading(comparePrograms, { before: comparable(standing.document), after: comparable(document) }),
  );
  return (
    <>
      {madeFrom !== standing.version && (
        <p className="note">{t("return-policy.made-from", { madeFrom, version: standing.version })}</p>
      )}
      <section className="section">
        <h2>{t("programs.changes.title")}</h2>
        <Loaded query={query} waiting={<Waiting lines={3} />}>
          {({ changes }) => (
            <ChangeTable
              changes={changes}
              words={words}
              before={
                standing.version === 0
                  ? t("return-policy.version-none")
                  : t("programs.preview.standing", { version: standing.version })
              }
              after={t("programs.preview.drafted")}
            />
          )}
        </Loaded>
      </section>
      <PastTrial document={document} />
      <Publish version={standing.version} document={document} />
    </>
  );
}

function Publish({ version, document }: { version: number; document: PolicyDocument }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const publish = useCommand(publishReturnPolicy);
  const [note, setNote] = useState("");
  return (
    <section className="section publish">
      <h2>{t("programs.preview.publish-title")}</h2>
      <Textarea
        label={t("programs.versions.note")}
        description={t("programs.preview.note-help")}
        rows={2}
        maxLength={500}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <ConfirmDialog
        title={t("return-policy.publish-title")}
        text={t("return-policy.publish-text")}
        action={t("return-policy.publish")}
        onConfirm={async () => {
          const answer = await publish.mutateAsync({ document, after: version, note });
          queries.setQueryData(reading(getReturnPolicy, {}).queryKey, answer);
          await navigate({ to: "/console/return-policy" });
          await queries.invalidateQueries({
            predicate: ({ queryKey: [name] }) =>
              ([getReturnPolicy.name, getReturnPolicyDraft.name, listReturnPolicies.name] as unknown[]).includes(name),
          });
        }}
        open={(ask) => (
          <Button className="add" onClick={ask}>
            {t("return-policy.publish")}
          </Button>
        )}
      />
    </section>
  );
}
