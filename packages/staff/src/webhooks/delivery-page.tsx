import { type ContractOutput, getWebhookDelivery } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { ReplayDelivery } from "./replay-delivery.tsx";
import { useWebhookWords } from "./webhook-words.ts";

type DeliveryInFull = ContractOutput<typeof getWebhookDelivery>;

/** One event as it came: what became of it, and what it said as long as that is kept. */
export function DeliveryPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getWebhookDelivery, { deliveryId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("webhooks.delivery")} />
          <Waiting lines={8} height={30} />
        </>
      }
    >
      {(delivery) => <DeliveryContent delivery={delivery} />}
    </Loaded>
  );
}

function DeliveryContent({ delivery }: { delivery: DeliveryInFull }) {
  const { t } = useTexts();
  const words = useWebhookWords();
  const { topic, sender, state, body, summary, deliveryId } = delivery;
  const isReplayable = state !== "malformed" && state !== "stored" && body !== undefined;
  return (
    <>
      <PageHead
        title={t("webhooks.delivery")}
        heading={topic === "" ? t("webhooks.no-topic") : topic}
        lead={
          <p>
            {[words.sender(sender), t(`webhooks.state.${state}`), words.became(delivery)].filter(Boolean).join(" · ")}
          </p>
        }
        actions={
          <>
            <Link to="/console/webhooks" className="button-link quiet">
              {t("webhooks.back")}
            </Link>
            {isReplayable && <ReplayDelivery deliveryId={deliveryId} />}
          </>
        }
      />
      <About delivery={delivery} />
      {summary !== undefined && summary.rejected.length > 0 && <NotTaken rejected={summary.rejected} />}
      {body === undefined ? (
        <Empty title={t("webhooks.body")}>
          <p>{t("webhooks.body-gone")}</p>
        </Empty>
      ) : (
        <section className="section">
          <h2>{t("webhooks.body")}</h2>
          <pre className="mail-text">{readable(body)}</pre>
        </section>
      )}
    </>
  );
}

/** JSON with its parts on lines of their own; anything else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function About({ delivery: { eventKey, receivedAt, readAt, attempts, error, headers } }: { delivery: DeliveryInFull }) {
  const texts = useTexts();
  const { t } = texts;
  const when = (at: string) => texts.dateTime(new Date(at), "long");
  const facts = [
    ["webhooks.event-key", eventKey],
    ["webhooks.received", `${when(receivedAt)} · ${t("webhooks.tries", { count: attempts })}`],
    ...(readAt === undefined ? [] : [["webhooks.read-at", when(readAt)] as const]),
    ...(error === undefined ? [] : [["webhooks.error", error] as const]),
  ] as const;
  return (
    <dl className="facts section">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Rejected = NonNullable<DeliveryInFull["summary"]>["rejected"];

function NotTaken({ rejected }: { rejected: Rejected }) {
  const { t } = useTexts();
  return (
    <section className="section">
      <h2>{t("webhooks.not-taken")}</h2>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t("webhooks.place")}</th>
            <th scope="col">{t("webhooks.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {rejected.map(({ index, field, reason }) => (
            <tr key={`${index} ${field} ${reason}`}>
              <th scope="row">
                <code>{[index + 1, field].filter((part) => part !== "").join(" · ")}</code>
              </th>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
