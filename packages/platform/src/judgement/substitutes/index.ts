export { areAnswersInStock } from "./answers-in-stock.ts";
export { type Article, exchangePrice, rankSubstitutes, type SubstituteReason } from "./rank-substitutes.ts";
export { readArticle } from "./read-article.ts";
export { readArticles } from "./read-articles.ts";
export { readOptions } from "./variant-options.ts";
export { wantedChange } from "./what-is-wanted.ts";
