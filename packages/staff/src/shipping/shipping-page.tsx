import { listOrigins, listServices } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { HolidaySection } from "./holiday-section.tsx";
import { OriginTable } from "./origin-table.tsx";
import { ServiceTable } from "./service-table.tsx";
import { SlotSection } from "./slot-section.tsx";

/** Where goods start, how they can come, which windows are taken, and on which days nobody works. */
export function ShippingPage() {
  const { t } = useTexts();
  const origins = useQuery(reading(listOrigins, {}));
  const services = useQuery(reading(listServices, {}));
  const waiting = <Waiting lines={3} height={40} />;
  return (
    <>
      <PageHead title={t("shipping.title")} lead={t("shipping.lead")} />
      <section className="section">
        <div className="section-head">
          <h2>{t("shipping.origins")}</h2>
          <Link to="/console/shipping/new-origin" className="button-link quiet">
            {t("shipping.new-origin")}
          </Link>
        </div>
        <p className="soft">{t("shipping.origins-lead")}</p>
        <Loaded query={origins} waiting={waiting}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("shipping.no-origins")}>
                <p>{t("shipping.no-origins-text")}</p>
              </Empty>
            ) : (
              <OriginTable origins={items} />
            )
          }
        </Loaded>
      </section>
      <Loaded query={origins} waiting={null}>
        {({ items: places }) =>
          places.length > 0 && (
            <>
              <section className="section">
                <div className="section-head">
                  <h2>{t("shipping.services")}</h2>
                  <Link to="/console/shipping/new-service" className="button-link quiet">
                    {t("shipping.new-service")}
                  </Link>
                </div>
                <p className="soft">{t("shipping.services-lead")}</p>
                <Loaded query={services} waiting={waiting}>
                  {({ items }) =>
                    items.length === 0 ? (
                      <Empty title={t("shipping.no-services")}>
                        <p>{t("shipping.no-services-text")}</p>
                      </Empty>
                    ) : (
                      <>
                        <ServiceTable services={items} />
                        <SlotSection services={items} />
                      </>
                    )
                  }
                </Loaded>
              </section>
              <HolidaySection origins={places} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
