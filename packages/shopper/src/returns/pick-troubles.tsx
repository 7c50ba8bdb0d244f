import type { PageContext, PickProblem, PickReturnView } from "../views.ts";

interface PickTroublesProps extends Pick<PageContext, "words"> {
  readonly refused: PickReturnView["refused"] | undefined;
  readonly problems: readonly PickProblem[];
  readonly titleOf: (line: number) => string;
  /** It is faulty rather than given back: other words say what is missing. */
  readonly isFault?: boolean;
}

/** Why what was picked goes no further: that it was refused, and what is missing of it, each a link to its field. */
export function PickTroubles({ words, refused, problems, titleOf, isFault = false }: PickTroublesProps) {
  const area = isFault ? "faults.pick" : "return-portal.pick";
  return (
    <>
      {refused && (
        <div class="notice bad" role="alert">
          <strong>{refused.title}</strong>
          <p>{refused.detail}</p>
        </div>
      )}
      {problems.length > 0 && (
        <div class="notice bad" role="alert">
          <strong>{words.t("return-portal.pick.problem.title")}</strong>
          <ul>
            {problems.map(({ kind, line, units = 0 }) => (
              <li key={`${kind} ${line}`}>
                <a href={`#${kind === "nothing" ? "line" : kind}-${line}`}>
                  {words.t(`${area}.problem.${kind}`, { item: titleOf(line), units })}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
