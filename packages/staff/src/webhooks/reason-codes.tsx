import { type ContractOutput, listReasonCodes, mapReasonCode } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, useFailureText, Waiting } from "../ui/index.ts";

type Listed = ContractOutput<typeof listReasonCodes>;
type Code = Listed["items"][number];

/** With what shops say why something comes back, where nobody knows what it means, each with the way to say it. */
export function ReasonCodes() {
  const texts = useTexts();
  const { t } = texts;
  const query = useQuery(reading(listReasonCodes, {}));
  return (
    <section className="section">
      <h2>{t("webhooks.reasons")}</h2>
      <Loaded query={query} waiting={<Waiting lines={2} height={48} />}>
        {({ items, reasons }) =>
          items.length === 0 ? (
            <p className="soft">{t("webhooks.reasons-none")}</p>
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
                  <tr key={`${code.source} ${code.code}`}>
                    <th scope="row">
                      <code className="scan-code">{code.code}</code>
                      <span className="under">{code.source}</span>
                    </th>
                    <td data-label={t("webhooks.seen")}>
                      {t("webhooks.reason-seen", { count: code.seen })}
                      <span className="under">
                        {t("webhooks.last-seen", { when: texts.dateTime(new Date(code.lastSeenAt)) })}
                      </span>
                    </td>
                    <td data-label={t("webhooks.stands-for")}>
                      <MapReason code={code} reasons={reasons} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </section>
  );
}

function MapReason({ code: { source, code, reason: mapped }, reasons }: { code: Code; reasons: Listed["reasons"] }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const map = useCommand(mapReasonCode);
  const [reason, setReason] = useState(mapped ?? "");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await map.mutateAsync({ source, code, reason }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: [listReasonCodes.name] });
  };
  return (
    <form className="map-code" onSubmit={(event) => void submit(event)}>
      <NativeSelect
        aria-label={`${t("webhooks.stands-for")}: ${code}`}
        value={reason}
        data={[
          { value: "", label: t("webhooks.choose-reason") },
          ...reasons.map((one) => ({ value: one.reason, label: one.says })),
        ]}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={map.isPending} disabled={reason === ""}>
        {t("webhooks.map")}
      </Button>
      <span role="status" className="under">
        {map.isSuccess && t("webhooks.reason-mapped", { count: map.data.lines })}
      </span>
      {map.isError && <p role="alert">{failureText(map.error)}</p>}
    </form>
  );
}
