import { listWebhookEndpoints, searchWebhookDeliveries } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listing, reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, Waiting } from "../ui/index.ts";
import { ReplayDelivery } from "./replay-delivery.tsx";
import { type Delivery, useWebhookWords } from "./webhook-words.ts";

const states = ["stored", "read", "malformed", "parked"] as const;

interface DeliverySearch {
  readonly state?: string;
  readonly endpoint?: string;
}

/** Every event that came, latest first, with what became of it. The filters stand in the address. */
export function Deliveries({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTexts();
  const search: DeliverySearch = useSearch({ from: "/staff/console/webhooks" });
  const navigate = useNavigate({ from: "/console/webhooks" });
  const state = states.find((each) => each === search.state);
  const query = useInfiniteQuery(
    listing(searchWebhookDeliveries, {
      ...(state !== undefined && { state }),
      ...(search.endpoint !== undefined && { endpointId: search.endpoint }),
    }),
  );
  const endpoints = useQuery({ ...reading(listWebhookEndpoints, {}), enabled: isAdmin }).data?.items ?? [];
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (part: DeliverySearch) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  return (
    <section className="section">
      <h2>{t("webhooks.deliveries")}</h2>
      <div className="toolbar labelled">
        <NativeSelect
          label={t("webhooks.state")}
          value={state ?? ""}
          data={[
            { value: "", label: t("webhooks.any-state") },
            ...states.map((each) => ({ value: each, label: t(`webhooks.state.${each}`) })),
          ]}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        />
        {endpoints.length > 0 && (
          <NativeSelect
            label={t("webhooks.address")}
            value={search.endpoint ?? ""}
            data={[
              { value: "", label: t("webhooks.any-endpoint") },
              ...endpoints.map(({ endpointId, source }) => ({ value: endpointId as string, label: source })),
            ]}
            onChange={({ currentTarget }) => change({ endpoint: currentTarget.value })}
          />
        )}
      </div>
      <Loaded query={query} waiting={<Waiting lines={8} height={40} />}>
        {() =>
          rows.length > 0 ? (
            <>
              <DeliveryTable rows={rows} isAdmin={isAdmin} />
              <LoadMore query={query} />
            </>
          ) : Object.keys(search).length === 0 ? (
            <Empty title={t("webhooks.nothing")}>
              <p>{t("webhooks.nothing-text")}</p>
            </Empty>
          ) : (
            <Empty title={t("webhooks.none-found")}>
              <p>{t("webhooks.none-found-text")}</p>
            </Empty>
          )
        }
      </Loaded>
    </section>
  );
}

function DeliveryTable({ rows, isAdmin }: { rows: readonly Delivery[]; isAdmin: boolean }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("webhooks.event")}</th>
          <th scope="col">{t("webhooks.state")}</th>
          <th scope="col">{t("webhooks.became")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("common.details")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((delivery) => (
          <Row key={delivery.deliveryId} delivery={delivery} isAdmin={isAdmin} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ delivery, isAdmin }: { delivery: Delivery; isAdmin: boolean }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useWebhookWords();
  const { deliveryId, sender, topic, state, receivedAt } = delivery;
  const name = topic === "" ? t("webhooks.no-topic") : topic;
  return (
    <tr>
      <td>
        {/* What came holds addresses: its body is an administrator's. */}
        {isAdmin ? (
          <Link to="/console/webhooks/deliveries/$id" params={{ id: deliveryId }} data-list-item="">
            {name}
          </Link>
        ) : (
          <b>{name}</b>
        )}
        <span className="under">
          {words.sender(sender)} · {texts.dateTime(new Date(receivedAt))}
        </span>
      </td>
      <td data-label={t("webhooks.state")}>
        <span className={state === "read" ? "accent" : ""}>{t(`webhooks.state.${state}`)}</span>
      </td>
      <td data-label={t("webhooks.became")} className="wide">
        {words.became(delivery) || "–"}
      </td>
      <td>{state === "parked" && <ReplayDelivery deliveryId={deliveryId} small />}</td>
    </tr>
  );
}
