import { listDestinations } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, NotFound, PageHead, Waiting } from "../ui/index.ts";
import { DestinationForm, newDestination } from "./destination-form.tsx";

/** One destination as it is kept. */
export function DestinationPage() {
  const { t } = useTexts();
  const { id } = useParams({ from: "/staff/console/destinations/$id" });
  const query = useQuery(reading(listDestinations, {}));
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("dispositions.destinations.title")} />
          <Waiting lines={8} height={44} />
        </>
      }
    >
      {({ items }) => {
        const destination = items.find(({ destinationId }) => destinationId === id);
        if (destination === undefined) return <NotFound text="staff.not-found.record" />;
        return (
          <>
            <PageHead title={t("dispositions.destination")} heading={destination.title} actions={<Back />} />
            <DestinationForm key={destination.revision} destination={destination} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Somebody who takes goods from now on. */
export function NewDestinationPage() {
  const { t } = useTexts();
  return (
    <>
      <PageHead
        title={t("dispositions.destinations.new")}
        lead={t("dispositions.destinations.none-text")}
        actions={<Back />}
      />
      <DestinationForm destination={newDestination} />
    </>
  );
}

function Back() {
  const { t } = useTexts();
  return (
    <Link to="/console/destinations" className="button-link quiet">
      {t("dispositions.destinations.back")}
    </Link>
  );
}
