import type { PageContext } from "../views.ts";

interface LookUpFormProps extends Pick<PageContext, "words"> {
  readonly number: string;
  readonly proof: string;
  /** It is looked up to report a fault of it, and leads there. */
  readonly isFault: boolean;
}

/** A plain form: the browser sends it, the server answers with the order's page or with this page again. */
export function LookUpForm({ words, number, proof, isFault }: LookUpFormProps) {
  return (
    <form class="card form" method="post" action="/look-up">
      {isFault && <input type="hidden" name="then" value="claim" />}
      <div class="field">
        <label for="number">{words.t("shopper.form.number")}</label>
        <p class="small soft" id="number-help">
          {words.t("shopper.form.number-help")}
        </p>
        <input
          id="number"
          name="number"
          value={number}
          required
          maxLength={120}
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          enterkeyhint="next"
          aria-describedby="number-help"
        />
      </div>
      <div class="field">
        <label for="proof">{words.t("shopper.form.proof")}</label>
        <p class="small soft" id="proof-help">
          {words.t("shopper.form.proof-help")}
        </p>
        <input
          id="proof"
          name="proof"
          value={proof}
          required
          maxLength={254}
          autoComplete="email"
          autoCapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-describedby="proof-help"
        />
      </div>
      <button class="button" type="submit">
        {words.t("shopper.form.submit")}
      </button>
    </form>
  );
}
