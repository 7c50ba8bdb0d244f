import "./promise-tables.ts";
