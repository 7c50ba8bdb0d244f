import type { ComponentChildren } from "preact";
import mark from "../look/mark.svg?url";
import styles from "../look/shopper.css?url";
import type { PageContext } from "../views.ts";
import { LanguageChoice } from "./language-choice.tsx";

interface PageProps extends PageContext {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
  /** Where a page that stays open hears of changes. */
  readonly live?: string | undefined;
  /** It takes photos, which are made small enough before they are sent. */
  readonly takesPhotos?: boolean;
  /** The number of the order that it is about, for whoever withdraws from it. */
  readonly contract?: string | undefined;
}

/** The frame of every page: whose shop it is, the language, the one column, and a foot. */
export function Page({
  words,
  retailer,
  path,
  title,
  children,
  footer,
  live,
  takesPhotos = false,
  contract,
}: PageProps) {
  const shop = retailer ?? words.t("shopper.your-shop");
  return (
    <html lang={words.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${shop}`}</title>
        <link rel="icon" type="image/svg+xml" href={mark} />
        <link rel="stylesheet" href={styles} />
        {live !== undefined && <script type="module" src={import.meta.env["LIVE_SCRIPT"]} />}
        {takesPhotos && <script type="module" src={import.meta.env["PHOTO_SCRIPT"]} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {words.t("common.skip-to-content")}
        </a>
        <div class="sheet">
          <header class="masthead">
            <a class="shop" href="/">
              {shop}
            </a>
            <LanguageChoice words={words} path={path} />
          </header>
          <main id="content">{children}</main>
          {live !== undefined && (
            <p class="notice news" role="status" hidden data-live={live}>
              {words.t("tracking.news")} <a href={path}>{words.t("tracking.news-show")}</a>
            </p>
          )}
          <footer class="foot small soft">
            <a href={contract === undefined ? "/withdraw" : `/withdraw?order=${encodeURIComponent(contract)}`}>
              {words.t("withdrawals.link")}
            </a>
            {footer}
          </footer>
        </div>
      </body>
    </html>
  );
}
