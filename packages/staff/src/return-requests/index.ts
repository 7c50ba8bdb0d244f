export { OrderRequests } from "./order-requests.tsx";
