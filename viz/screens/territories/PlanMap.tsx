import "maplibre-gl/dist/maplibre-gl.css";
import "../../map/map.css";
import { useEffect, useMemo, useRef, useState } from "react";
import type { PlanUnits } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { type BaseMap, useAreas, useTerritories } from "../../api/client.ts";
import type { Cells } from "../../api/columns.ts";
import { focusBounds } from "../../map/focus.ts";
import { MapView } from "../../map/MapView.ts";
import type { MapPoint } from "../../map/point.ts";
import { changeView, currentView, useView } from "../../state/view.ts";
import { OUTLINE_INK, type Scheme } from "../../theme/palette.ts";
import { type FindUnit, unitFinder, unitsAlong, unitsInside } from "./hits.ts";
import { groundLayers, lassoLayer, markLayer, type Paint, unitLayer, unitShapes } from "./planLayers.ts";

/** What the pointer does on the map. */
export const TOOLS = ["look", "brush", "lasso", "lock"] as const;
export type Tool = (typeof TOOLS)[number];

export interface UnitHover {
  readonly unit: number;
  readonly x: number;
  readonly y: number;
}

/** A name where a territory lies. */
export interface TerritoryName {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

interface Props {
  market: MarketInfo;
  base: BaseMap;
  cells: Cells;
  units: PlanUnits;
  scheme: Scheme;
  label: string;
  paint: Paint;
  names: readonly TerritoryName[];
  /** Units that another territory had today. */
  moved: readonly number[];
  locked: readonly number[];
  tool: Tool;
  /** Told of what a click is on. */
  onChoose: (unit: number) => void;
  /** Told of what brush or lasso have hold of: while they draw, and at their end. */
  onGive: (units: readonly number[], done: boolean) => void;
  onHover: (hover: UnitHover | null) => void;
}

/** A plan on the map. What is done on it is told to its owner: this draws, and keeps nothing. */
export function PlanMap(props: Props) {
  const { market, base, cells, units, scheme, label, paint, names, moved, locked, tool } = props;
  const { camera, territory } = useView();
  const container = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MapView | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [under, setUnder] = useState(-1);
  const [line, setLine] = useState<readonly MapPoint[]>([]);
  const areas = useAreas(market.id, true).data;
  const territories = useTerritories(market.id, true).data;
  const shapes = useMemo(() => unitShapes(units, areas), [units, areas]);
  const find = useMemo(() => unitFinder(units, market.resolution, areas), [units, market, areas]);
  // The map is built once; what it tells goes to whoever listens by then.
  const now = useRef({ ...props, find });
  now.current = { ...props, find };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme or of the plan must not rebuild the map
  useEffect(() => {
    const map = new MapView({
      container: container.current!,
      base,
      scheme,
      resolution: market.resolution,
      camera: currentView().camera,
      bounds: focusBounds(cells),
      padding: { left: 24, right: 24, top: 24, bottom: 24 },
      onHover: (_, x, y, at) => {
        const unit = at === null ? -1 : now.current.find(at);
        setUnder(unit);
        now.current.onHover(unit < 0 ? null : { unit, x, y });
      },
      onChoose: (_, at) => {
        const unit = now.current.find(at);
        if (unit >= 0) now.current.onChoose(unit);
      },
      onCamera: camera => changeView({ camera }),
      onDrawn: () => setDrawn(true),
    });
    setView(map);
    return () => {
      map.close();
      setView(null);
      setDrawn(false);
    };
  }, [market, base, cells]);

  useEffect(() => {
    if (!view) return;
    view.setCursor(tool === "brush" || tool === "lasso" ? "crosshair" : "pointer");
    if (tool === "brush") return view.draw(brush(() => now.current));
    if (tool === "lasso") return view.draw(lasso(() => now.current, setLine));
    return undefined;
  }, [view, tool]);
  useEffect(() => view?.look(camera), [view, camera]);
  useEffect(() => view?.setScheme(scheme), [view, scheme]);
  useEffect(() => view?.setLabel(label), [view, label]);
  useEffect(
    () =>
      view?.setNames(
        names.map(name => ({ ...name, population: 1 })),
        undefined,
      ),
    [view, names],
  );
  useEffect(() => {
    const ink = OUTLINE_INK[scheme];
    view?.setLayers([
      unitLayer(shapes, paint),
      ...groundLayers(areas, territories, territory, scheme),
      markLayer("moved", shapes, moved, { color: ink.territory, width: 1.25 }),
      markLayer("locked", shapes, locked, { color: ink.chosen, width: 2 }),
      markLayer("under", shapes, under < 0 ? [] : [under], { color: ink.cell, width: 1.5 }),
      lassoLayer(line, scheme),
    ]);
  }, [view, shapes, paint, areas, territories, territory, scheme, moved, locked, under, line]);
  return (
    <div className="map">
      <div
        ref={container}
        className="map-canvas"
        data-units={drawn ? units.ids.length : 0}
        data-moved={moved.length}
        data-locked={locked.length}
      />
    </div>
  );
}

type Now = () => Pick<Props, "units" | "onGive"> & { readonly find: FindUnit };

/** Has hold of each unit that the pointer is drawn over. */
function brush(now: Now) {
  let last: MapPoint | null = null;
  let held = new Set<number>();
  return (point: MapPoint, phase: "start" | "move" | "end") => {
    if (phase === "start") held = new Set();
    const before = phase === "start" || last === null ? point : last;
    for (const unit of unitsAlong(before, point, now().find)) held.add(unit);
    last = point;
    now().onGive([...held], phase === "end");
  };
}

/** Has hold of what a line is drawn around. */
function lasso(now: Now, onLine: (line: readonly MapPoint[]) => void) {
  let line: MapPoint[] = [];
  return (point: MapPoint, phase: "start" | "move" | "end") => {
    line = phase === "start" ? [point] : [...line, point];
    onLine(phase === "end" ? [] : line);
    now().onGive(unitsInside(line, now().units), phase === "end");
  };
}
