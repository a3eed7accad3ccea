// The map: Natural Earth outlines and the events of the selection, gathered in cells that fit the zoom. Nothing is asked of another host.

import { Map as LibreMap, NavigationControl, Popup, ScaleControl } from "./maplibre-6.17.0/maplibre-gl.mjs";

const TILE_PX = 512; // a tile of zoom 0 is the world
const CELL_PX = 46; // a cell holds a dot with its number
const RANKS = [[0, 2, 5], [1, 3.2, 22], [2, 3.8, 22], [3, 5, 22], [4, 6.5, 22]]; // names of a rank are drawn between two zooms
const KINDS = ["clash", "attack", "explosion", "security", "protest", "other", "mixed"];

/** A colour of the style sheet, as the page has it now. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function style(names) {
  const sea = colour("sea");
  const words = { "text-color": colour("text"), "text-halo-color": colour("land"), "text-halo-width": 1.2 };
  const radius = ["+", 9, ["*", 1.6, ["sqrt", ["min", 100, ["coalesce", ["get", "killed"], 0]]]], ["*", 2, ["log10", ["get", "n"]]]];
  const ring = ["match", ["get", "precision"], "near", 4, "district", 9, "province", 15, "country", 22, 0];
  const fill = ["match", ["get", "kind"], ...KINDS.flatMap((kind) => [kind, colour(`kind-${kind}`)]), colour("kind-other")];
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: "/basemap/world.json", attribution: "Natural Earth" },
      names: { type: "geojson", data: names, attribution: "GeoNames" },
      events: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
      pointed: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sea } },
      { id: "land", type: "fill", source: "world", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": colour("land") } },
      { id: "lake", type: "fill", source: "world", filter: ["==", ["get", "kind"], "lake"], paint: { "fill-color": sea } },
      { id: "border", type: "line", source: "world", filter: ["==", ["get", "kind"], "border"], paint: { "line-color": colour("border"), "line-width": 0.9 } },
      ...RANKS.map(([rank, from, to]) => ({
        id: `names-${rank}`, type: "symbol", source: "names", minzoom: from, maxzoom: to, filter: ["==", ["get", "rank"], rank],
        layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": rank === 0 ? 13 : rank < 3 ? 12 : 11, "text-max-width": 8 },
        paint: { ...words, "text-color": rank === 0 ? colour("quiet") : colour("text") },
      })),
      { id: "rings", type: "circle", source: "events", paint: { "circle-radius": ["+", radius, ring], "circle-opacity": 0, "circle-stroke-width": ["case", [">", ring, 0], 1.5, 0], "circle-stroke-color": fill } },
      { id: "pointed", type: "circle", source: "pointed", paint: { "circle-radius": 22, "circle-opacity": 0, "circle-stroke-width": 4, "circle-stroke-color": colour("focus") } },
      { id: "events", type: "circle", source: "events", paint: { "circle-radius": radius, "circle-color": fill, "circle-stroke-width": 1.5, "circle-stroke-color": colour("ground") } },
      { id: "signs", type: "symbol", source: "events", layout: { "text-field": ["get", "sign"], "text-font": ["sans-serif"], "text-size": 12, "text-allow-overlap": true, "text-ignore-placement": true }, paint: { "text-color": colour("kind-sign") } },
    ],
  };
}

async function readNames() {
  const { names } = await (await fetch("/basemap/names.json")).json();
  return {
    type: "FeatureCollection",
    features: names.map(([rank, x, y, name]) => ({ type: "Feature", properties: { rank, name }, geometry: { type: "Point", coordinates: [x, y] } })),
  };
}

/** The box of the selection, with room around it where it is small. */
function boxOfSelection() {
  const [west, south, east, north] = document.getElementById("drawn").dataset.box.split(",").map(Number);
  const room = Math.max(0, 2 - (east - west), 2 - (north - south)) / 2;
  return [[Math.max(-180, west - room), Math.max(-85, south - room)], [Math.min(180, east + room), Math.min(85, north + room)]];
}

class DeskMap {
  constructor(map, { chooseArea }) {
    this.map = map;
    this.moved = false;
    this.latest = 0;
    this.button = document.querySelector("#map-area button");
    this.button.addEventListener("click", () => chooseArea(this.box(2)));
    map.on("moveend", (event) => {
      if (event.originalEvent) this.moved = true;
      document.getElementById("map-area").hidden = !this.moved;
      this.fill();
    });
    map.on("click", "events", (event) => this.open(event.features[0]));
    for (const [kind, cursor] of [["mouseenter", "pointer"], ["mouseleave", ""]]) {
      map.on(kind, "events", () => { map.getCanvas().style.cursor = cursor; });
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", async () => { map.setStyle(style(await readNames())); map.once("idle", () => this.fill()); });
  }

  /** What is in view, as the server takes it. */
  box(decimals) {
    const seen = this.map.getBounds();
    const wide = seen.getEast() - seen.getWest() >= 360;
    const wrap = (x) => (((x + 180) % 360) + 360) % 360 - 180;
    const edges = [wide ? -180 : wrap(seen.getWest()), Math.max(-90, seen.getSouth()), wide ? 180 : wrap(seen.getEast()), Math.min(90, seen.getNorth())];
    return edges.map((edge) => Number(edge.toFixed(decimals))).join(",");
  }

  async fill() {
    const mine = ++this.latest;
    const cell = Math.max(0.0005, (CELL_PX * 360) / (TILE_PX * 2 ** Math.floor(this.map.getZoom())));
    const to = new URL(document.getElementById("live").dataset.address, location.href);
    to.searchParams.set("view", this.box(1));
    to.searchParams.set("cell", Math.min(90, cell).toPrecision(4));
    const reply = await fetch(to);
    if (!reply.ok || mine !== this.latest) return;
    this.map.getSource("events").setData(await reply.json());
    document.getElementById("live").dataset.shown = to.search;
  }

  /** Another selection: its own part of the world, its own data. */
  selected() {
    this.moved = false;
    document.getElementById("map-area").hidden = true;
    if (!document.getElementById("drawn")) return;
    this.map.fitBounds(boxOfSelection(), { padding: 40, maxZoom: 9, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400 });
    this.fill();
  }

  /** The ring around the row that is pointed at; none for null. */
  point(at) {
    const features = at ? [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: at } }] : [];
    this.map.getSource("pointed")?.setData({ type: "FeatureCollection", features });
  }

  open(feature) {
    const at = feature.geometry.coordinates;
    if (!feature.properties.event && this.map.getZoom() < 15) {
      this.map.easeTo({ center: at, zoom: this.map.getZoom() + 2 }, { originalEvent: true });
      return;
    }
    const told = document.createElement("p");
    const words = document.createElement(feature.properties.event ? "a" : "span");
    words.textContent = feature.properties.words;
    if (feature.properties.event) words.href = `/e/${feature.properties.event.replace(/^E-/, "")}`;
    told.append(words);
    new Popup({ maxWidth: "18rem" }).setLngLat(at).setDOMContent(told).addTo(this.map);
  }
}

/** The map in place of the drawing; null where the browser cannot draw it, and the drawing stays. */
export async function openMap(options) {
  const live = document.getElementById("live");
  const canDraw = document.createElement("canvas").getContext("webgl2");
  if (!canDraw) return null;
  live.hidden = false;
  let map;
  try {
    map = new LibreMap({
      container: live, style: style(await readNames()), bounds: boxOfSelection(), fitBoundsOptions: { padding: 40, maxZoom: 9 },
      dragRotate: false, pitchWithRotate: false, renderWorldCopies: false, maxZoom: 16, attributionControl: { compact: true },
      hash: "map", cooperativeGestures: true,
    });
  } catch (fault) {
    live.hidden = true;
    console.warn(fault);
    return null;
  }
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  map.getCanvas().setAttribute("aria-label", "Map of the events; the list beside it has all of them");
  await new Promise((done) => { map.once("load", done); });
  live.closest(".map").classList.add("live");
  const desk = new DeskMap(map, options);
  await desk.fill();
  return desk;
}
