import "./store-table.ts";
