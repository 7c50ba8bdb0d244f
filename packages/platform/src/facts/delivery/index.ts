import "./incident-table.ts";
