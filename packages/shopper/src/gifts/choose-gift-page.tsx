import { returnReasonName } from "@aftercare/messages";
import { Page } from "../layout/page.tsx";
import { Methods } from "../returns/methods.tsx";
import { OptionCard } from "../returns/option-card.tsx";
import { pickQuery } from "../returns/pick-query.ts";
import type { ChooseGiftView } from "../views.ts";

/** What somebody can have for what they were given, how it goes back, and where they hear of it; and the one button that announces it. */
export function ChooseGiftPage(view: ChooseGiftView) {
  const { gift, options, picked, returnRequestId, typed, problem, ...context } = view;
  const { words } = context;
  const title = words.t("return-portal.choose.title");
  const over = options.lines.filter(({ isOpen }) => !isOpen);
  return (
    <Page {...context} title={title} footer={<a href={`/gifts/${gift.giftId}`}>{words.t("gifts.back")}</a>}>
      <section class="opening">
        <h1>{title}</h1>
      </section>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      <GoingBack {...view} />
      <form class="choosing" method="post" action={`/gifts/${gift.giftId}/returns`}>
        <input type="hidden" name="returnRequestId" value={returnRequestId} />
        {[...new URLSearchParams(pickQuery(picked))].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Resolutions {...view} />
        <Methods words={words} options={options} chosen={typed.method} />
        {over.length > 0 && (
          <section class="notice">
            <h2>{words.t("return-portal.choose.plea.title")}</h2>
            <p id="plea-help">
              {words.t("return-portal.choose.plea.lead", {
                items: over.map(({ line }) => titleOf(view, line)).join(", "),
              })}
            </p>
            <div class="field">
              <label for="plea">{words.t("return-portal.choose.plea.label")}</label>
              <textarea id="plea" name="plea" rows={3} maxLength={2000} required aria-describedby="plea-help">
                {typed.plea}
              </textarea>
            </div>
          </section>
        )}
        <div class="field">
          <label for="email">{words.t("gifts.choose.email")}</label>
          <p class="small soft" id="email-help">
            {words.t("gifts.choose.email-help")}
          </p>
          <input
            id="email"
            name="email"
            type="email"
            value={typed.email ?? ""}
            required
            maxLength={254}
            autoComplete="email"
            autoCapitalize="none"
            spellcheck={false}
            aria-describedby="email-help"
          />
        </div>
        <div class="stack">
          <button class="button" type="submit">
            {words.t(over.length > 0 ? "return-portal.choose.ask" : "return-portal.choose.confirm")}
          </button>
          <p class="small soft">{words.t("gifts.private")}</p>
        </div>
      </form>
    </Page>
  );
}

function GoingBack(view: ChooseGiftView) {
  const { words, gift, options, picked } = view;
  return (
    <section>
      <h2>{words.t("return-portal.choose.lines")}</h2>
      <ul class="rows">
        {options.lines.map(({ line, quantity, reason }) => (
          <li key={line}>
            <span class="what">
              <b>
                {quantity > 1 && `${words.number(quantity)} × `}
                {titleOf(view, line)}
              </b>
              <span class="small soft">
                {returnReasonName(words, reason, gift.reasons.lines.find((one) => one.line === line)?.tree)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p class="note">
        <a href={`/gifts/${gift.giftId}?${pickQuery(picked)}`}>{words.t("return-portal.choose.change")}</a>
      </p>
    </section>
  );
}

/** Side by side without their amounts: what was paid is told by the card itself, once the gift is back. */
function Resolutions(view: ChooseGiftView) {
  const { words, options, typed } = view;
  const chosen = typed.resolution ?? options.resolutions[0]?.resolution;
  return (
    <section>
      <h2 id="what">{words.t("return-portal.choose.what")}</h2>
      <fieldset class="options" aria-labelledby="what">
        {options.resolutions.map(({ resolution, timing }) => (
          <OptionCard
            key={resolution}
            name="resolution"
            value={resolution}
            checked={resolution === chosen}
            title={words.t(`return-portal.choose.${resolution}.name`)}
            price=""
            notes={[words.t(`gifts.choose.${resolution}`), words.t(`return-portal.choose.when.${timing}`)]}
          />
        ))}
      </fieldset>
      {options.substitutes.length > 0 && (
        <div class="form note-below">
          <h3>{words.t("gifts.choose.instead")}</h3>
          {options.substitutes.map(({ line, substitutes }) => (
            <div key={line} class="field">
              <label for={`sku-${line}`}>{words.t("gifts.choose.which", { item: titleOf(view, line) })}</label>
              <select id={`sku-${line}`} name={`sku-${line}`}>
                {substitutes.map(({ sku, title, variant }) => (
                  <option key={sku} value={sku} selected={sku === typed.instead[line]}>
                    {variant ?? title}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

function titleOf({ gift }: ChooseGiftView, line: number): string {
  const given = gift.lines.find((one) => one.line === line);
  return given?.title ?? given?.sku ?? "";
}
