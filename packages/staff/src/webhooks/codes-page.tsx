import { listScanCodes } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import type { ScanCode } from "../parcels/index.ts";
import { Empty, Loaded, PageHead, RecordLink, useWording, Waiting } from "../ui/index.ts";
import { MapCode } from "./map-code.tsx";
import { ReasonCodes } from "./reason-codes.tsx";

/** Codes that nobody knows, the most frequent first, each with the way to say what it stands for. */
export function CodesPage() {
  const { t } = useTexts();
  const query = useQuery(reading(listScanCodes, {}));
  return (
    <>
      <PageHead
        title={t("webhooks.codes")}
        lead={t("webhooks.codes-lead")}
        actions={
          <Link to="/console/webhooks" className="button-link quiet">
            {t("webhooks.title")}
          </Link>
        }
      />
      <Loaded query={query} waiting={<Waiting lines={6} height={48} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("webhooks.codes-none")}>
              <p>{t("webhooks.codes-none-text")}</p>
            </Empty>
          ) : (
            <table className="table rows stack codes">
              <thead>
                <tr>
                  <th scope="col">{t("webhooks.code")}</th>
                  <th scope="col">{t("webhooks.seen")}</th>
                  <th scope="col">{t("webhooks.stands-for")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((code) => (
                  <Row key={`${code.source} ${code.code}`} code={code} />
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      <ReasonCodes />
    </>
  );
}

function Row({ code }: { code: ScanCode }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const when = (at: string) => texts.dateTime(new Date(at));
  return (
    <tr>
      <th scope="row">
        <code className="scan-code">{code.code}</code>
        <span className="under">{code.source}</span>
      </th>
      <td data-label={t("webhooks.seen")}>
        {t("webhooks.seen-times", { count: code.seen })}
        <span className="under">{t("webhooks.last-seen", { when: when(code.lastSeenAt) })}</span>
        <span className="under">
          <RecordLink id={code.exampleParcelId} inList>
            {t("webhooks.example")}
          </RecordLink>
        </span>
      </td>
      <td data-label={t("webhooks.stands-for")}>
        <MapCode code={code} />
        {code.mappedAt !== undefined && (
          <span className="under">{t("webhooks.mapped-on", { when: when(code.mappedAt) })}</span>
        )}
        {code.status === undefined && code.standsFor !== undefined && (
          <span className="under">{t("webhooks.taken-for", { status: wording.parcelStatus(code.standsFor) })}</span>
        )}
      </td>
    </tr>
  );
}
