import { type ContractOutput, getRetailer, setSpeed } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { useFailureText } from "../ui/index.ts";

type Retailer = ContractOutput<typeof getRetailer>;

/** Business seconds in a second; each has a name of its own. */
const speeds = [1, 60, 480, 1_440, 10_080];

interface SampleTimeProps {
  readonly retailer: Retailer;
  /** When the server said so, by this device's clock. */
  readonly heardAt: number;
}

/** The time of the sample shop as it runs, and for those who may, how fast. */
export function SampleTime({ retailer, heardAt }: SampleTimeProps) {
  const texts = useTexts();
  const { t } = texts;
  const session = useSession();
  const mayChange = session?.role === "manager" || session?.role === "admin";
  return (
    <div className="sample-time">
      <p>
        <span className="sample-time-name">{t("staff.time.sample")}</span>
        <RunningTime retailer={retailer} heardAt={heardAt} />
      </p>
      {mayChange ? (
        <SpeedChoice retailer={retailer} />
      ) : (
        <p>
          {t("staff.time.label")}: {speedName(texts, retailer.speed)}
        </p>
      )}
      {retailer.speed > 1 && retailer.speedNow === 1 && <p className="soft">{t("staff.time.waits")}</p>}
    </div>
  );
}

/** Goes on by itself between two answers of the server, so that it is seen to run. Not read aloud at every tick. */
function RunningTime({ retailer, heardAt }: SampleTimeProps) {
  const texts = useTexts();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(ticking);
  }, []);
  const passed = Math.max(0, now - heardAt) * retailer.speedNow;
  return <time>{texts.dateTime(new Date(new Date(retailer.now).getTime() + passed), "medium")}</time>;
}

function SpeedChoice({ retailer: { speed } }: { retailer: Retailer }) {
  const texts = useTexts();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const change = useCommand(setSpeed);
  const choose = async (wanted: number) => {
    const answer = await change.mutateAsync({ speed: wanted }).catch(() => undefined);
    if (answer === undefined) return;
    queries.setQueryData(reading(getRetailer, {}).queryKey, answer);
    // The change counts a second later; then the clock here goes at the new speed, too.
    setTimeout(() => void queries.invalidateQueries({ queryKey: reading(getRetailer, {}).queryKey }), 1_200);
  };
  const choices = [...new Set([...speeds, speed])].sort((a, b) => a - b);
  return (
    <>
      <NativeSelect
        size="xs"
        label={texts.t("staff.time.label")}
        value={String(change.isPending ? change.variables.speed : speed)}
        data={choices.map((each) => ({ value: String(each), label: speedName(texts, each) }))}
        onChange={({ currentTarget: { value } }) => void choose(Number(value))}
      />
      {change.isError && <p role="alert">{failureText(change.error)}</p>}
    </>
  );
}

function speedName({ t }: ReturnType<typeof useTexts>, speed: number): string {
  return speeds.includes(speed) ? t(`staff.time.speed-${speed}`) : t("staff.time.speed-other", { times: speed });
}
