export { OrderDelivery } from "./order-delivery.tsx";
