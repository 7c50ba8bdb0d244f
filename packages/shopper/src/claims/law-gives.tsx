import type { ClaimOptions, PageContext } from "../views.ts";

interface LawGivesProps extends Pick<PageContext, "words"> {
  readonly law: ClaimOptions["law"];
  readonly remedies: ClaimOptions["remedies"];
}

/** What the law gives for a fault and until when, in plain words, and where it says so. */
export function LawGives({ words, law, remedies }: LawGivesProps) {
  return (
    <section>
      <h2>{words.t("faults.choose.law")}</h2>
      <ul class="why">
        {sentencesOf(words, law, remedies).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {law.standing !== "none" && (
        <p class="small soft note-below">{words.t("faults.choose.law.source", { source: law.source })}</p>
      )}
    </section>
  );
}

function sentencesOf(
  words: PageContext["words"],
  { standing, until, isPresumed, presumedUntil }: ClaimOptions["law"],
  remedies: ClaimOptions["remedies"],
): string[] {
  const day = (on: string | undefined) => ({ day: on === undefined ? "" : words.date(on, "long") });
  if (standing === "none") return [words.t("faults.choose.law.none")];
  if (standing === "over") return [words.t("faults.choose.law.over", day(until))];
  const cureFirst = remedies.some(({ doubts }) => doubts.includes("cure-comes-first"));
  return [
    words.t("faults.choose.law.owed", day(until)),
    words.t(isPresumed ? "faults.choose.law.presumed" : "faults.choose.law.not-presumed", day(presumedUntil)),
    words.t(cureFirst ? "faults.choose.law.money" : "faults.choose.law.choice"),
  ];
}
