import { ShareBar } from "../ui/index.ts";
import { type PromiseGroup, usePromiseWords } from "./promise-words.ts";

const causes = ["warehouse", "transit", "both", "unknown"] as const;

/** Where the days were lost of promises that were missed. */
export function Causes({ all }: { all: PromiseGroup }) {
  const words = usePromiseWords();
  const { t, number } = words.texts;
  const missed = causes.reduce((sum, cause) => sum + all.causes[cause], 0);
  return (
    <section className="section">
      <h2>{t("promises.causes")}</h2>
      <p className="soft">{t("promises.causes-caption")}</p>
      {missed === 0 ? (
        <p>{t("promises.none-missed")}</p>
      ) : (
        <table className="table">
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t("promises.causes")}</th>
              <th scope="col">{t("promises.missed")}</th>
            </tr>
          </thead>
          <tbody>
            {causes.map((cause) => (
              <tr key={cause}>
                <th scope="row">
                  {t(`promises.cause.${cause}`)}
                  <ShareBar share={all.causes[cause] / missed} />
                </th>
                <td className="n">
                  {words.share(all.causes[cause] / missed)}
                  <span className="under">{number(all.causes[cause])}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What the engine believed beside what came, as its library measures itself. */
export function EngineFigures({ all: { engine } }: { all: PromiseGroup }) {
  const words = usePromiseWords();
  const { t, number } = words.texts;
  if (!engine) return <div />;
  const loss = (value: number) => number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const rows = [
    ["pinball50", loss(engine.pinball50)],
    ["pinball90", loss(engine.pinball90)],
    ["covered90", words.share(engine.covered90)],
    ["days90", words.days(engine.days90)],
    ["promised-arrived", words.days(engine.promisedDays)],
  ] as const;
  return (
    <section className="section">
      <h2>{t("promises.engine")}</h2>
      <p className="soft">{t("promises.engine-caption", { count: engine.n })}</p>
      <table className="table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t("promises.engine.figure")}</th>
            <th scope="col">{t("promises.engine.value")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{t(`promises.engine.${name}`)}</th>
              <td className="n">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
