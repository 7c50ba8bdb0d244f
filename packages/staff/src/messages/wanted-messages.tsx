import { type ContractOutput, getMessagePermissions, setMessagePermission } from "@aftercare/platform/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, Loaded, Waiting } from "../ui/index.ts";

type Permission = ContractOutput<typeof getMessagePermissions>["items"][number];

/** Care and guides are sent unless they were refused; what sells, only where it was asked for. */
const purposes = [
  { purpose: "care", unsaid: true },
  { purpose: "guide", unsaid: true },
  { purpose: "marketing", unsaid: false },
] as const;

/** What a shopper wants to be told by mail, as they have said last; staff write down what they say. */
export function WantedMessages({ shopperId }: { shopperId: string }) {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const query = useQuery(reading(getMessagePermissions, { shopperId }));
  const command = useCommand(setMessagePermission);
  // As it was ticked, while the server is being told.
  const [saying, setSaying] = useState<{ readonly purpose: string; readonly granted: boolean }>();
  const say = async (purpose: "care" | "guide" | "marketing", granted: boolean) => {
    setSaying({ purpose, granted });
    const saved = await command.mutateAsync({ shopperId, channel: "email", purpose, granted }).catch(() => undefined);
    if (saved !== undefined) queries.setQueryData(reading(getMessagePermissions, { shopperId }).queryKey, saved);
    setSaying(undefined);
  };
  const saidOf = (items: readonly Permission[], purpose: string) =>
    items.find((one) => one.channel === "email" && one.purpose === purpose);
  return (
    <section className="section">
      <h2>{t("messages.wants")}</h2>
      <Loaded query={query} waiting={<Waiting lines={2} height={28} />}>
        {({ items }) => (
          <>
            {purposes.map(({ purpose, unsaid }) => {
              const said = saidOf(items, purpose);
              return (
                <label key={purpose} className="tick">
                  <input
                    type="checkbox"
                    checked={saying?.purpose === purpose ? saying.granted : (said?.granted ?? unsaid)}
                    disabled={saying !== undefined}
                    onChange={({ currentTarget }) => void say(purpose, currentTarget.checked)}
                  />
                  <span>
                    {t(`messages.purpose.${purpose}`)}{" "}
                    <span className="soft">
                      {said === undefined
                        ? t("messages.unsaid")
                        : t(`messages.said.${said.origin}`, { day: texts.date(new Date(said.at)) })}
                    </span>
                  </span>
                </label>
              );
            })}
            <p className="soft">{t("messages.wants-help")}</p>
          </>
        )}
      </Loaded>
      {command.isError && <Failure error={command.error} />}
    </section>
  );
}
