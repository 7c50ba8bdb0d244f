export { logFilters } from "./log-search.ts";
