import { Skeleton } from "@mantine/core";
import type * as PlotModule from "@observablehq/plot";
import { type RefObject, useEffect, useRef, useState } from "react";

export type Plot = typeof PlotModule;

interface PlotFigureProps {
  readonly title: string;
  /** How to read it. */
  readonly caption: string;
  /** What it shows, for who cannot see it. */
  readonly label: string;
  readonly height: number;
  readonly draw: (plot: Plot, width: number) => Element;
}

/** A chart with its caption, drawn in the width there is. The plot library arrives after the page's words and figures. */
export function PlotFigure({ title, caption, label, height, draw }: PlotFigureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<Plot>();
  const width = useWidth(frame);
  useEffect(() => {
    let shown = true;
    void import("@observablehq/plot").then((module) => shown && setPlot(module));
    return () => {
      shown = false;
    };
  }, []);
  useEffect(() => {
    if (plot === undefined || width === 0) return;
    const picture = draw(plot, width);
    prepare(picture, label);
    frame.current?.replaceChildren(picture);
  }, [plot, width, draw, label]);
  return (
    <figure className="chart">
      <h2>{title}</h2>
      <p className="soft">{caption}</p>
      <div style={{ minBlockSize: height }}>
        {plot === undefined && <Skeleton height={height} radius="sm" />}
        <div ref={frame} />
      </div>
    </figure>
  );
}

/** The picture gets one name as a whole; the library's names of its parts and its style element are taken out. */
function prepare(picture: Element, label: string): void {
  for (const style of picture.querySelectorAll("style")) style.remove();
  for (const part of picture.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", label);
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
