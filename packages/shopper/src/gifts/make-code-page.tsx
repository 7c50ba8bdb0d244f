import { Page } from "../layout/page.tsx";
import type { MakeGiftCodeView } from "../views.ts";

/** Where whoever bought something makes a code for whoever gets it; and the code, shown this one time. */
export function MakeCodePage(view: MakeGiftCodeView) {
  const { order, gifts, made, problem, ...context } = view;
  const { words } = context;
  const title = words.t(made ? "gifts.made.title" : "gifts.make.title");
  const footer = <a href={`/orders/${order.orderId}`}>{words.t("shopper.back-to-order", { number: order.number })}</a>;
  return (
    <Page {...context} title={title} footer={footer}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t(made ? "gifts.made.lead" : "gifts.make.lead")}</p>
      </section>
      {problem && (
        <div class="notice bad" role="alert">
          <strong>{problem.title}</strong>
          <p>{problem.detail}</p>
        </div>
      )}
      {made ? <Made {...view} made={made} /> : <Form {...view} />}
    </Page>
  );
}

function Form({ words, order, gifts }: MakeGiftCodeView) {
  const endsOf = (line: number) => gifts.find(({ lines }) => lines.includes(line))?.lastFour;
  return (
    <form class="picking" method="post" action={`/orders/${order.orderId}/gift`}>
      <h2>{words.t("gifts.make.which")}</h2>
      {order.lines.map(({ line, title, sku }) => {
        const ends = endsOf(line);
        return (
          <div key={line} class="pick card">
            <label class="tick">
              <input
                type="checkbox"
                id={`line-${line}`}
                name="line"
                value={line}
                checked={order.lines.length === 1}
                {...(ends !== undefined && { "aria-describedby": `about-${line}` })}
              />
              <span>
                <b>{title ?? sku}</b>
                {ends !== undefined && (
                  <span class="small soft" id={`about-${line}`}>
                    {words.t("gifts.make.had", { ends })}
                  </span>
                )}
              </span>
            </label>
          </div>
        );
      })}
      <button class="button" type="submit">
        {words.t("gifts.make.button")}
      </button>
    </form>
  );
}

function Made({ words, order, made, giftAddress }: MakeGiftCodeView & Required<Pick<MakeGiftCodeView, "made">>) {
  const { code, qrSvg, gift } = made;
  const given = order.lines.filter(({ line }) => gift.lines.includes(line));
  return (
    <section class="till card">
      <div class="code">
        <img
          class="qr"
          src={`data:image/svg+xml,${encodeURIComponent(qrSvg)}`}
          alt={words.t("gifts.made.qr", { code })}
          width="232"
          height="232"
        />
        <p class="letters long num">{code}</p>
      </div>
      <p>{words.t("gifts.made.how", { address: giftAddress })}</p>
      <h2>{words.t("gifts.made.for")}</h2>
      <ul class="rows">
        {given.map(({ line, title, sku }) => (
          <li key={line}>{title ?? sku}</li>
        ))}
      </ul>
    </section>
  );
}
