export { OrderDecisions } from "./order-decisions.tsx";
