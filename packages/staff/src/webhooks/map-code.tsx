import { listScanCodes, mapScanCode } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { parcelFaults, type ScanCode, scanStatuses } from "../parcels/index.ts";
import { useFailureText, useWording } from "../ui/index.ts";

/** Says what a code stands for. Parcels that have it are brought up to date by the server. */
export function MapCode({ code: { source, code, status: mapped, fault: mappedFault } }: { code: ScanCode }) {
  const { t } = useTexts();
  const wording = useWording();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const map = useCommand(mapScanCode);
  const [status, setStatus] = useState<(typeof scanStatuses)[number] | undefined>(mapped);
  const [fault, setFault] = useState<(typeof parcelFaults)[number] | undefined>(mappedFault);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (status === undefined) return;
    await map.mutateAsync({ source, code, status, ...(fault !== undefined && { fault }) }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: [listScanCodes.name] });
  };
  return (
    <form className="map-code" onSubmit={(event) => void submit(event)}>
      <NativeSelect
        aria-label={`${t("webhooks.stands-for")}: ${code}`}
        value={status ?? ""}
        data={[
          { value: "", label: t("webhooks.choose-status") },
          ...scanStatuses.map((each) => ({ value: each, label: wording.parcelStatus(each) })),
        ]}
        onChange={({ currentTarget }) => setStatus(scanStatuses.find((each) => each === currentTarget.value))}
      />
      <NativeSelect
        aria-label={`${t("webhooks.fault")}: ${code}`}
        value={fault ?? ""}
        data={[
          { value: "", label: `${t("webhooks.fault")}: ${t("webhooks.usual-fault")}` },
          ...parcelFaults.map((each) => ({ value: each, label: wording.parcelFault(each) })),
        ]}
        onChange={({ currentTarget }) => setFault(parcelFaults.find((each) => each === currentTarget.value))}
      />
      <Button type="submit" variant="default" loading={map.isPending} disabled={status === undefined}>
        {t("webhooks.map")}
      </Button>
      <span role="status" className="under">
        {map.isSuccess && t("webhooks.mapped", { count: map.data.parcels })}
      </span>
      {map.isError && <p role="alert">{failureText(map.error)}</p>}
    </form>
  );
}
