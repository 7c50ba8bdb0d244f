import type { ComponentChildren } from "preact";
import mark from "../look/mark.svg?url";
import styles from "../look/shopper.css?url";
import type { PageContext } from "../views.ts";
import { LanguageChoice } from "./language-choice.tsx";

interface PageProps extends PageContext {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
}

/** The frame of every page: whose shop it is, the language, the one column, and a foot. */
export function Page({ words, retailer, path, title, children, footer }: PageProps) {
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
          {footer !== undefined && <footer class="foot small soft">{footer}</footer>}
        </div>
      </body>
    </html>
  );
}
