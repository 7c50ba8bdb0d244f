import { type ContractOutput, listRemedyRequests } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, PageHead, RecordLink, Waiting } from "../ui/index.ts";
import { ReportRequest } from "./report-request.tsx";

export type RemedyRequest = ContractOutput<typeof listRemedyRequests>["items"][number];

const states = ["requested", "acknowledged", "done", "refused"] as const;

/** What the shop is asked to do for deliveries in trouble, oldest first. Without a state in the address, what nobody has taken up. */
export function RequestsPage() {
  const { t } = useTexts();
  const search: { readonly state?: string } = useSearch({ from: "/staff/desk/requests" });
  const navigate = useNavigate({ from: "/desk/requests" });
  const state = search.state === "any" ? undefined : (states.find((each) => each === search.state) ?? "requested");
  const query = useInfiniteQuery(listing(listRemedyRequests, state === undefined ? {} : { state }));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHead title={t("console-delivery.requests.title")} lead={t("console-delivery.requests.lead")} />
      <div className="toolbar labelled">
        <NativeSelect
          label={t("console-delivery.state")}
          value={state ?? "any"}
          data={[
            ...states.map((each) => ({ value: each as string, label: t(`console-delivery.requests.state.${each}`) })),
            { value: "any", label: t("console-delivery.requests.any-state") },
          ]}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ search: value === "requested" ? {} : { state: value } })
          }
        />
      </div>
      <Loaded query={query} waiting={<Waiting lines={6} height={44} />}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t("console-delivery.requests.none")}>
              <p>{t("console-delivery.requests.none-text")}</p>
            </Empty>
          ) : (
            <>
              <RequestTable rows={rows} />
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function RequestTable({ rows }: { rows: readonly RemedyRequest[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("console-delivery.requests.what")}</th>
          <th scope="col">{t("console-delivery.order")}</th>
          <th scope="col">{t("console-delivery.requests.items")}</th>
          <th scope="col">{t("console-delivery.state")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("console-delivery.requests.report")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((request) => (
          <Row key={request.requestId} request={request} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ request }: { request: RemedyRequest }) {
  const texts = useTexts();
  const { t } = texts;
  const { incidentId, orderId, orderNumber, kind, state, requestedAt, reportedAt, lines, trackingNumber, result } =
    request;
  const when = (at: string) => texts.dateTime(new Date(at));
  return (
    <tr>
      <td>
        <RecordLink id={incidentId ?? orderId} inList>
          {t(`console-delivery.requests.kind.${kind}`)}
        </RecordLink>
        <span className="under">{t("console-delivery.requests.asked", { when: when(requestedAt) })}</span>
      </td>
      <td data-label={t("console-delivery.order")}>
        <RecordLink id={orderId}>{orderNumber}</RecordLink>
        <span className="under">{trackingNumber}</span>
      </td>
      <td data-label={t("console-delivery.requests.items")} className="wide">
        {lines.map(({ line, sku, quantity, title }) => (
          <span key={line} className="under-line">
            {texts.number(quantity)} × {title ?? sku}
          </span>
        ))}
      </td>
      <td data-label={t("console-delivery.state")}>
        {t(`console-delivery.requests.state.${state}`)}
        <span className="under">
          {[result?.parcel, result?.reason, reportedAt === undefined ? undefined : when(reportedAt)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </td>
      <td>{(state === "requested" || state === "acknowledged") && <ReportRequest request={request} />}</td>
    </tr>
  );
}
