import { type ContractOutput, promiseModel } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { Loaded, Waiting } from "../ui/index.ts";
import { usePromiseWords } from "./promise-words.ts";

type Model = NonNullable<ContractOutput<typeof promiseModel>["model"]>;

/** What promises are made by: who tells, who corrects, by which losses that was decided, and what was learned from. */
export function PromiseModel() {
  const { t } = usePromiseWords().texts;
  const query = useQuery(reading(promiseModel, {}));
  return (
    <section className="section">
      <h2>{t("promises.model")}</h2>
      <Loaded query={query} waiting={<Waiting lines={4} height={32} />}>
        {({ model }) => (model ? <Card model={model} /> : <p>{t("promises.no-model")}</p>)}
      </Loaded>
    </section>
  );
}

function Card({ model: { asOf, card } }: { model: Model }) {
  const { t, number, date } = usePromiseWords().texts;
  const { way, calibration } = card;
  const loss = (days: number) => number(days, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const losses = (of: readonly (readonly [string, number])[]) =>
    of.map(([name, days]) => t("promises.model.loss", { name, days: loss(days) })).join(", ");
  const ways = way.losses && {
    "boosted-hazards": way.losses.boosted,
    "life-tables": way.losses.tabled,
  };
  const calibrators = calibration.losses && {
    none: calibration.losses.none,
    "lane-offsets": calibration.losses["lane-offsets"],
    adaptive: calibration.losses.adaptive,
  };
  const rows = [
    {
      name: "way",
      value: t(`promises.way.${way.winner}`),
      under: ways && losses(Object.entries(ways).map(([each, days]) => [t(`promises.way.${each}`), days])),
    },
    {
      name: "calibrator",
      value: t(`promises.calibrator.${calibration.winner}`),
      under:
        calibrators &&
        losses(Object.entries(calibrators).map(([each, days]) => [t(`promises.calibrator.${each}`), days])),
    },
    {
      name: "journeys",
      value: t("promises.model.orders", { count: card.journeys, open: number(card.open) }),
      under: t("common.from-to", { from: date(card.from), to: date(card.until) }),
    },
    { name: "next", value: date(card.nextOn, "long"), under: t("promises.model.held", { day: date(card.heldOn) }) },
  ];
  return (
    <>
      <p className="soft">{t("promises.model.caption", { asOf: date(asOf, "long") })}</p>
      <table className="table">
        <tbody>
          {rows.map(({ name, value, under }) => (
            <tr key={name}>
              <th scope="row">{t(`promises.model.${name}`)}</th>
              <td>
                {value}
                {under !== undefined && <span className="under num">{under}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
