import type { ContractOutput, getParcel } from "@aftercare/platform/contract";
import { timeZone, useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";

type Parcel = ContractOutput<typeof getParcel>;
type Scan = Parcel["scans"][number];

/** Everything that was said of a parcel, latest first, day by day, also what does not count and why. */
export function ParcelScans({ parcel: { scans } }: { parcel: Parcel }) {
  const texts = useTexts();
  const { t } = texts;
  const dayOf = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const days = Map.groupBy(scans, ({ at }) => dayOf.format(new Date(at)));
  return (
    <section className="section">
      <h2>{t("parcels.timeline")}</h2>
      {scans.length === 0 && <p className="soft">{t("parcels.timeline-none")}</p>}
      <ol className="timeline">
        {[...days].map(([day, ofDay]) => (
          <li key={day} className="day">
            <h3>
              <time dateTime={day}>{texts.date(day, "full")}</time>
            </h3>
            <ul>
              {ofDay.map((scan) => (
                <ScanRow key={scan.scanId} scan={scan} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How much later than it happened something must be heard of before that is worth saying. */
const lateMs = 3_600_000;

function ScanRow({ scan }: { scan: Scan }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const { at, heardAt, status, code, source, text, place, country, estimatedUntil, fault, ignored } = scan;
  const time = new Intl.DateTimeFormat(texts.locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  const isLate = new Date(heardAt).getTime() - new Date(at).getTime() > lateMs;
  const about = [
    text,
    [place, country].filter(Boolean).join(", "),
    fault === undefined ? "" : wording.parcelFault(fault),
    estimatedUntil === undefined ? "" : t("parcels.expects", { when: texts.dateTime(new Date(estimatedUntil)) }),
    isLate ? t("parcels.heard-later", { when: texts.dateTime(new Date(heardAt)) }) : "",
    `${source}: ${code}`,
  ].filter(Boolean);
  return (
    <li className={ignored === undefined ? "event" : "event scan-ignored"}>
      <time className="num soft" dateTime={at}>
        {time.format(new Date(at))}
      </time>
      <span>
        {status === undefined ? t("parcels.unknown-code") : wording.parcelStatus(status)}
        {ignored !== undefined && <span className="tag">{t(`parcels.ignored.${ignored}`)}</span>}
        <span className="under-line soft small">{about.join(" · ")}</span>
      </span>
    </li>
  );
}
