export { type Article, rankSubstitutes, type SubstituteReason } from "./rank-substitutes.ts";
export { readArticles } from "./read-articles.ts";
export { wantedChange } from "./what-is-wanted.ts";
