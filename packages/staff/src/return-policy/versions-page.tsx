import { comparePrograms, getReturnPolicy, listReturnPolicies } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ChangeTable, Empty, Failure, Loaded, Waiting } from "../ui/index.ts";
import { comparable } from "./comparable.ts";
import { PolicyFrame } from "./policy-frame.tsx";
import type { Version } from "./policy-types.ts";
import { usePolicyWords } from "./policy-words.ts";

/** Every version with who published it and why, and what changed between any two. */
export function PolicyVersionsPage() {
  return <PolicyFrame>{({ version }, currency) => <Versions holds={version} currency={currency} />}</PolicyFrame>;
}

function Versions({ holds, currency }: { holds: number; currency: string | undefined }) {
  const texts = useTexts();
  const { t } = texts;
  const query = useQuery(reading(listReturnPolicies, {}));
  return (
    <Loaded query={query} waiting={<Waiting lines={4} height={36} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t("return-policy.no-versions")}>
            <p>{t("return-policy.nothing-published")}</p>
          </Empty>
        ) : (
          <section className="section">
            <table className="table rows stack">
              <thead>
                <tr>
                  <th scope="col">{t("programs.versions.version")}</th>
                  <th scope="col">{t("programs.versions.published")}</th>
                  <th scope="col">{t("programs.versions.note")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ version, publishedAt, publishedByName, note }) => (
                  <tr key={version}>
                    <td>
                      {t("programs.version", { version })}
                      {version === holds && <span className="tag good beside">{t("return-policy.holds")}</span>}
                    </td>
                    <td data-label={t("programs.versions.published")} className="num">
                      {publishedAt !== undefined && texts.dateTime(new Date(publishedAt))}
                      {publishedByName !== undefined && <span className="under">{publishedByName}</span>}
                    </td>
                    <td data-label={t("programs.versions.note")}>
                      {note === undefined || note === "" ? (
                        <span className="soft">{t("programs.versions.no-note")}</span>
                      ) : (
                        note
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Comparison versions={items} currency={currency} />
          </section>
        )
      }
    </Loaded>
  );
}

/** Two versions side by side; which two stands in the address. Before the first one stands what holds without any. */
function Comparison({ versions, currency }: { versions: readonly Version[]; currency: string | undefined }) {
  const { t } = useTexts();
  const search = useSearch({ from: "/staff/console/return-policy/versions" });
  const navigate = useNavigate({ from: "/console/return-policy/versions" });
  const words = usePolicyWords(currency);
  const latest = versions[0]?.version ?? 0;
  const known = (asked: string | undefined, otherwise: number) =>
    asked !== undefined && /^\d+$/.test(asked) && Number(asked) <= latest ? Number(asked) : otherwise;
  const to = known(search.to, latest);
  const from = known(search.from, latest - 1);
  const before = useQuery(reading(getReturnPolicy, { version: from }));
  const after = useQuery(reading(getReturnPolicy, { version: to }));
  const [old, now] = [before.data?.document, after.data?.document];
  const query = useQuery({
    ...reading(comparePrograms, { before: old && comparable(old), after: now && comparable(now) }),
    enabled: old !== undefined && now !== undefined,
  });
  const choose = (side: "from" | "to", value: string) =>
    void navigate({ search: { ...search, [side]: value }, resetScroll: false });
  const named = (version: number) =>
    version === 0 ? t("return-policy.version-none") : t("programs.version", { version });
  const data = [...versions.map(({ version }) => version), 0].map((version) => ({
    ...{ value: String(version), label: named(version) },
  }));
  return (
    <>
      <h2>{t("programs.versions.compare")}</h2>
      <div className="toolbar">
        <NativeSelect
          label={t("programs.versions.from")}
          value={String(from)}
          data={data}
          onChange={({ currentTarget }) => choose("from", currentTarget.value)}
        />
        <NativeSelect
          label={t("programs.versions.to")}
          value={String(to)}
          data={data}
          onChange={({ currentTarget }) => choose("to", currentTarget.value)}
        />
      </div>
      {[before, after].map(
        (each) => each.isError && <Failure key={each.errorUpdatedAt} error={each.error} onRetry={each.refetch} />,
      )}
      <Loaded query={query} waiting={<Waiting lines={3} />}>
        {({ changes }) => <ChangeTable changes={changes} words={words} before={named(from)} after={named(to)} />}
      </Loaded>
    </>
  );
}
