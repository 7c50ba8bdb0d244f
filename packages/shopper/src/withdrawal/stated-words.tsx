import type { PageContext, TypedWithdrawal } from "../views.ts";

interface StatedWordsProps extends Pick<PageContext, "words"> {
  readonly stated: TypedWithdrawal;
}

/** A statement in the words in which it is kept. */
export function StatedWords({ words, stated: { name, contract, email, what } }: StatedWordsProps) {
  return (
    <>
      <p>{words.t("withdrawals.statement", { contract })}</p>
      <dl class="stated">
        <dt>{words.t("withdrawals.name")}</dt>
        <dd>{name}</dd>
        <dt>{words.t("withdrawals.email")}</dt>
        <dd>{email}</dd>
        <dt>{words.t("withdrawals.what")}</dt>
        <dd>{what === "" ? words.t("withdrawals.all") : what}</dd>
      </dl>
    </>
  );
}
