import { listDestinations, offerDonation } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reading, useCommand } from "../api/index.ts";
import { Failure } from "../ui/index.ts";
import { type Item, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

/** Which charities were asked whether they take an item, and what they said: refusals are a ground. */
export function DonationOffers({ item: { itemId, offers } }: { item: Item }) {
  const words = useItemWords();
  const { t } = words;
  const refresh = useRefreshItems();
  const command = useCommand(offerDonation);
  const destinations = useQuery({ ...reading(listDestinations, {}), staleTime: 60_000 });
  const charities = (destinations.data?.items ?? []).filter(({ kind, active }) => kind === "charity" && active);
  const offer = (destinationId: string, answer?: "accepted" | "refused") =>
    void command
      .mutateAsync({ itemIds: [itemId], destinationId, ...(answer && { answer }) })
      .then(refresh, () => undefined);
  if (charities.length === 0 && offers.length === 0) return null;
  const asked = new Set(offers.map(({ destinationId }) => destinationId));
  return (
    <details className="offers-made" open={offers.length > 0}>
      <summary>{t("dispositions.offers")}</summary>
      <p className="soft small">{t("dispositions.offers-lead")}</p>
      <ul>
        {offers.map(({ destinationId, title, offeredAt, answer }) => (
          <li key={destinationId}>
            <span>
              <b>{title}</b>
              <span className="under">
                {t("dispositions.offer-asked", { day: words.date(new Date(offeredAt)) })} ·{" "}
                {t(`dispositions.answer.${answer ?? "silent"}`)}
              </span>
            </span>
            {(["refused", "accepted"] as const)
              .filter((each) => each !== answer)
              .map((each) => (
                <Button
                  key={each}
                  size="xs"
                  variant="default"
                  disabled={command.isPending}
                  onClick={() => offer(destinationId, each)}
                >
                  {t(`dispositions.answer.${each}`)}
                </Button>
              ))}
          </li>
        ))}
        {charities
          .filter(({ destinationId }) => !asked.has(destinationId))
          .map(({ destinationId, title }) => (
            <li key={destinationId}>
              <span>{title}</span>
              <Button size="xs" variant="default" disabled={command.isPending} onClick={() => offer(destinationId)}>
                {t("dispositions.offer-to")}
              </Button>
            </li>
          ))}
      </ul>
      {command.isError && <Failure error={command.error} />}
    </details>
  );
}
