import { findPurchases, returnReasonsOfOrder, returnTermsOfOrder } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, RecordLink, SearchForm, useShopperName, Waiting } from "../ui/index.ts";
import { PolicyFrame } from "./policy-frame.tsx";
import { TermsOfLine } from "./terms-of-line.tsx";

/** Asks the policy about an order: on which terms each line could be given back now, and why. */
export function TryPolicyPage() {
  return <PolicyFrame>{() => <TryPolicy />}</PolicyFrame>;
}

interface TrySearch {
  readonly q?: string;
  readonly order?: string;
  readonly reason?: string;
}

function TryPolicy() {
  const { t } = useTexts();
  const search: TrySearch = useSearch({ from: "/staff/console/return-policy/try" });
  const navigate = useNavigate({ from: "/console/return-policy/try" });
  return (
    <>
      <p className="soft">{t("return-policy.try.text")}</p>
      <SearchForm
        label={t("return-policy.try.search")}
        placeholder={t("staff.find.placeholder")}
        query={search.q ?? ""}
        onSearch={(q) => void navigate({ search: q === "" ? {} : { q } })}
      />
      {search.order !== undefined ? (
        <Asked orderId={search.order} reason={search.reason} />
      ) : (
        search.q !== undefined && <Found q={search.q} />
      )}
    </>
  );
}

function Found({ q }: { q: string }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const query = useQuery(reading(findPurchases, { q, limit: 10 }));
  return (
    <Loaded query={query} waiting={<Waiting lines={3} height={36} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t("staff.find.none", { query: q })} />
        ) : (
          <table className="table rows stack">
            <thead>
              <tr>
                <th scope="col">{t("return-policy.try.order")}</th>
                <th scope="col">{t("return-policy.try.placed")}</th>
                <th scope="col" className="n">
                  {t("return-policy.try.total")}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ orderId, number, shopper, placedAt, total, currency, titles }) => (
                <tr key={orderId}>
                  <th scope="row">
                    <Link to="/console/return-policy/try" search={{ q, order: orderId }} data-list-item="">
                      {number}
                    </Link>
                    <span className="under">{shopperName(shopper)}</span>
                    <span className="under clip">{titles.join(", ")}</span>
                  </th>
                  <td data-label={t("return-policy.try.placed")} className="num">
                    {texts.date(new Date(placedAt))}
                  </td>
                  <td data-label={t("return-policy.try.total")} className="n">
                    {texts.money({ amount: total, currency })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  );
}

function Asked({ orderId, reason }: { orderId: string; reason: string | undefined }) {
  const { t } = useTexts();
  const navigate = useNavigate({ from: "/console/return-policy/try" });
  const search: TrySearch = useSearch({ from: "/staff/console/return-policy/try" });
  const query = useQuery(reading(returnTermsOfOrder, { orderId, ...(reason !== undefined && { reason }) }));
  const reasons = useQuery(reading(returnReasonsOfOrder, { orderId }));
  const branches = reasons.data?.trees.flatMap((tree) => tree.branches) ?? [];
  return (
    <Loaded query={query} waiting={<Waiting lines={5} height={36} />}>
      {(terms) => (
        <section className="section">
          <div className="toolbar labelled">
            <NativeSelect
              label={t("return-policy.try.reason")}
              value={reason ?? ""}
              data={[
                { value: "", label: t("return-policy.no-reason") },
                ...branches.map(({ says: group, reasons: own }) => ({
                  group,
                  items: own.map(({ reason: value, says: label }) => ({ value, label })),
                })),
              ]}
              onChange={({ currentTarget }) => {
                const { reason: _, ...rest } = search;
                const chosen = currentTarget.value;
                void navigate({ search: chosen === "" ? rest : { ...rest, reason: chosen }, resetScroll: false });
              }}
            />
            <RecordLink id={orderId}>{t("return-policy.try.to-order")}</RecordLink>
          </div>
          <p className="soft">{t(`return-policy.try.arrival.${terms.arrival}`)}</p>
          {terms.lines.map((line) => (
            <TermsOfLine key={line.line} line={line} currency={terms.currency} />
          ))}
        </section>
      )}
    </Loaded>
  );
}
