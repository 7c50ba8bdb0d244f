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
  const [isNew, setIsNew] = useState(false);
  const mayChange = session?.role === "manager" || session?.role === "admin";
  return (
    <div className="sample-time">
      <p>
        <span className="sample-time-name">{t("staff.time.sample")}</span>
        <RunningTime retailer={retailer} heardAt={heardAt} />
      </p>
      {mayChange ? (
        <SpeedChoice retailer={retailer} onChosen={setIsNew} />
      ) : (
        <p>
          {t("staff.time.label")}: {speedName(texts, retailer.speed)}
        </p>
      )}
      {retailer.speed > 1 && retailer.speedNow === 1 && !isNew && <p className="soft">{t("staff.time.waits")}</p>}
    </div>
  );
}

/** An answer is some moments old when it is here; by less than this, in real time, the clock waits rather than going back. */
const staleMs = 2_000;

/** Goes on by itself between two answers of the server, so that it is seen to run. Not read aloud at every tick. */
function RunningTime({ retailer: { now, speedNow }, heardAt }: SampleTimeProps) {
  const texts = useTexts();
  const [shown, setShown] = useState(() => Date.parse(now));
  useEffect(() => {
    const tick = () => {
      const at = Date.parse(now) + Math.max(0, Date.now() - heardAt) * speedNow;
      setShown((before) => (before > at && before - at < staleMs * speedNow ? before : at));
    };
    tick();
    const ticking = setInterval(tick, 1_000);
    return () => clearInterval(ticking);
  }, [now, speedNow, heardAt]);
  return <time>{texts.dateTime(new Date(shown), "medium")}</time>;
}

interface SpeedChoiceProps {
  readonly retailer: Retailer;
  /** Told true when a speed was chosen, and false when it counts. */
  readonly onChosen: (isNew: boolean) => void;
}

function SpeedChoice({ retailer: { speed }, onChosen }: SpeedChoiceProps) {
  const texts = useTexts();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const change = useCommand(setSpeed);
  const choose = async (wanted: number) => {
    const answer = await change.mutateAsync({ speed: wanted }).catch(() => undefined);
    if (answer === undefined) return;
    const { queryKey } = reading(getRetailer, {});
    onChosen(true);
    queries.setQueryData(queryKey, answer);
    // The change counts a second later; then the clock here goes at the new speed, too.
    setTimeout(() => void queries.invalidateQueries({ queryKey }).then(() => onChosen(false)), 1_200);
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
