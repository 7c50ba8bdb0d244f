export { SentMessages } from "./sent-messages.tsx";
export { WantedMessages } from "./wanted-messages.tsx";
