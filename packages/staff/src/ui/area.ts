import { useLocation } from "@tanstack/react-router";

/** Console and desk show the same records; a link stays where one is. */
export function useRecordArea(): "console" | "desk" {
  const desk = useLocation({ select: ({ pathname }) => pathname.startsWith("/desk") });
  return desk ? "desk" : "console";
}
