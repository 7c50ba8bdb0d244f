import { listOrigins } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { Loaded, NotFound, PageHead, Waiting } from "../ui/index.ts";
import { BackToShipping } from "./back-to-shipping.tsx";
import { OriginForm } from "./origin-form.tsx";

/** One place that goods start from. */
export function OriginPage() {
  const { t } = useTexts();
  const { key } = useParams({ from: "/staff/console/shipping/origins/$key" });
  const query = useQuery(reading(listOrigins, {}));
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("shipping.origin")} />
          <Waiting lines={6} height={44} />
        </>
      }
    >
      {({ items }) => {
        const origin = items.find((each) => each.key === key);
        if (origin === undefined) return <NotFound text="staff.not-found.record" />;
        return (
          <>
            <PageHead title={t("shipping.origin")} heading={origin.title} actions={<BackToShipping />} />
            <OriginForm key={origin.key} origin={origin} isNew={false} />
          </>
        );
      }}
    </Loaded>
  );
}

/** A place that is not there yet: where and when the shop is, until somebody says otherwise. */
export function NewOriginPage() {
  const { t } = useTexts();
  const { data: retailer } = useRetailer();
  return (
    <>
      <PageHead title={t("shipping.new-origin")} lead={t("shipping.origins-lead")} actions={<BackToShipping />} />
      {retailer === undefined ? (
        <Waiting lines={6} height={44} />
      ) : (
        <OriginForm isNew origin={{ key: "", title: "", country: "", timeZone: retailer.timeZone }} />
      )}
    </>
  );
}
