import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";

export function BackToShipping() {
  const { t } = useTexts();
  return (
    <Link to="/console/shipping" className="button-link quiet">
      {t("shipping.back")}
    </Link>
  );
}
