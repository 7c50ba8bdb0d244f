import { listOrigins, listServices } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { Loaded, NotFound, PageHead, Waiting } from "../ui/index.ts";
import { BackToShipping } from "./back-to-shipping.tsx";
import { ServiceForm } from "./service-form.tsx";
import { type Origin, type Service, useShippingWords } from "./shipping-words.ts";

/** One way for goods to come. */
export function ServicePage() {
  const { t } = useTexts();
  const words = useShippingWords();
  const { key } = useParams({ from: "/staff/console/shipping/services/$key" });
  return (
    <WithBoth title={t("shipping.service")}>
      {(origins, services) => {
        const service = services.find((each) => each.key === key);
        if (service === undefined) return <NotFound text="staff.not-found.record" />;
        return (
          <>
            <PageHead title={t("shipping.service")} heading={words.title(service)} actions={<BackToShipping />} />
            <ServiceForm key={service.key} service={service} origins={origins} services={services} isNew={false} />
          </>
        );
      }}
    </WithBoth>
  );
}

/** A service that is not there yet. */
export function NewServicePage() {
  const { t } = useTexts();
  const { data: retailer } = useRetailer();
  return (
    <WithBoth title={t("shipping.new-service")}>
      {(origins, services) => {
        const [origin] = origins;
        if (origin === undefined || retailer === undefined) return <NotFound text="staff.not-found.record" />;
        const blank: Service = {
          ...{ key: "", title: {}, kind: "standard", origin: origin.key, countries: [origin.country] },
          ...{ price: 0, currency: retailer.currency, statedP50: 2, statedP90: 4, rank: services.length },
        };
        return (
          <>
            <PageHead
              title={t("shipping.new-service")}
              lead={t("shipping.services-lead")}
              actions={<BackToShipping />}
            />
            <ServiceForm isNew service={blank} origins={origins} services={services} />
          </>
        );
      }}
    </WithBoth>
  );
}

interface WithBothProps {
  readonly title: string;
  readonly children: (origins: readonly Origin[], services: readonly Service[]) => ReactNode;
}

function WithBoth({ title, children }: WithBothProps) {
  const origins = useQuery(reading(listOrigins, {}));
  const services = useQuery(reading(listServices, {}));
  const waiting = (
    <>
      <PageHead title={title} />
      <Waiting lines={8} height={44} />
    </>
  );
  return (
    <Loaded query={origins} waiting={waiting}>
      {({ items: places }) => (
        <Loaded query={services} waiting={waiting}>
          {({ items }) => children(places, items)}
        </Loaded>
      )}
    </Loaded>
  );
}
