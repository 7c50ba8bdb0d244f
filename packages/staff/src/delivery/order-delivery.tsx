import { type ContractOutput, trackOrder } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, RecordLink, Waiting } from "../ui/index.ts";
import { useIncidentWords } from "./incident-words.ts";

type Tracking = ContractOutput<typeof trackOrder>;

/** When an order comes, as its shopper sees it: what was promised, what is expected now and by whose word, and what is wrong. */
export function OrderDelivery({ orderId }: { orderId: string }) {
  const { t } = useTexts();
  const query = useQuery(reading(trackOrder, { orderId }));
  return (
    <section className="section">
      <h2>{t("console-delivery.tracking.title")}</h2>
      <Loaded query={query} waiting={<Waiting lines={3} height={28} />}>
        {(tracking) => <DeliveryFacts tracking={tracking} />}
      </Loaded>
    </section>
  );
}

const tones: Partial<Record<Tracking["state"], string>> = {
  arrived: "good",
  "in-trouble": "warn",
  late: "warn",
  "waiting-for-you": "warn",
};

function DeliveryFacts({ tracking: { state, promised, now, arrivedAt, incident, occasion } }: { tracking: Tracking }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useIncidentWords();
  const facts = [
    ...(promised === undefined
      ? []
      : [
          [
            "promised",
            words.days(promised.earliest, promised.latest),
            t(`console-delivery.tracking.by.${promised.basis}`),
          ],
        ]),
    ...(now === undefined
      ? []
      : [
          [
            "expected",
            words.days(now.earliest, now.latest),
            [
              t(`console-delivery.tracking.by.${now.basis}`),
              ...(now.confidence === undefined
                ? []
                : [t("console-delivery.tracking.confidence", { share: texts.percent(now.confidence) })]),
            ].join(" · "),
          ],
        ]),
    ...(arrivedAt === undefined ? [] : [["arrived-on", texts.date(new Date(arrivedAt)), ""]]),
    ...(occasion?.on === undefined ? [] : [["occasion", texts.date(occasion.on), ""]]),
  ] as const;
  return (
    <>
      <p>
        <span className={`tag ${tones[state] ?? ""}`}>{t(`console-delivery.tracking.state.${state}`)}</span>
      </p>
      {incident !== undefined && (
        <p className="note">
          <RecordLink id={incident.incidentId} inList>
            {words.kind(incident.kind)}
          </RecordLink>{" "}
          {incident.because[0]?.text}
        </p>
      )}
      <dl className="facts">
        {facts.map(([name, value, beside]) => (
          <div key={name}>
            <dt>
              {t(`console-delivery.tracking.${name}`)} <span className="soft">{beside}</span>
            </dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
