// Square codes (QR codes), drawn in the browser. The library and this come only when a code is asked for.

import { saveAsFile } from "../core/share.js";
import { encode } from "../vendor/uqr.js";

const SVG = "http://www.w3.org/2000/svg";
/** Above so many bytes a code has less to spare for damage, so that its squares stay large enough for a phone. */
const LONG = 300;
/** How wide a picture is at least, in points. */
const WIDTH = 1000;

/**
 * @param {string} text
 * @returns {boolean[][]} which squares are dark, row by row, with the quiet zone of four around them; throws an
 *   Error if the text is longer than any code can hold (2,953 bytes)
 */
export function squares(text) {
  const long = new TextEncoder().encode(text).length > LONG;
  return encode(text, { ecc: long ? "L" : "M", border: 4 }).data;
}

/**
 * @param {string} text
 * @param {string} [label] what a screen reader says
 * @returns {SVGSVGElement} its code, dark on white in every theme; throws like `squares`
 */
export function svgOf(text, label = text) {
  const rows = squares(text);
  const around = { viewBox: `0 0 ${rows.length} ${rows.length}`, role: "img", "aria-label": label };
  const svg = shape("svg", { ...around, class: "rr-qr", "shape-rendering": "crispEdges" });
  svg.append(
    shape("rect", { width: "100%", height: "100%", fill: "#fff" }),
    shape("path", { d: rows.map(runs).join(""), fill: "#000" }),
  );
  return /** @type {SVGSVGElement} */ (svg);
}

/**
 * Gives the reader a code as a file, an SVG or a PNG of at least 1,000 points; throws like `squares`.
 * @param {string} text
 * @param {string} title
 * @param {"svg" | "png"} kind
 * @param {string} [file] the address of such a file on this site, which is taken where it can be had
 */
export async function saveCode(text, title, kind, file) {
  const name = `${fileName(title)}.${kind}`;
  const answer = file ? await fetch(file).catch(() => undefined) : undefined; // none without a connection
  if (answer?.ok) return saveAsFile(await answer.blob(), name, "image/svg+xml");
  if (kind === "png") return saveAsFile(await painted(squares(text)), name, "image/png");
  const svg = svgOf(text, title);
  for (const side of ["width", "height"]) svg.setAttribute(side, `${WIDTH}`);
  saveAsFile(new XMLSerializer().serializeToString(svg), name, "image/svg+xml");
}

/** @param {string} title @returns {string} what the file of its code is called, before the dot */
function fileName(title) {
  return `qr-${title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "").slice(0, 60)}`;
}

/** @param {boolean[]} row @param {number} y @returns {string} its dark stretches, as an SVG path */
function runs(row, y) {
  const line = row.map((dark) => dark ? "#" : " ").join("");
  return [...line.matchAll(/#+/g)].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`).join("");
}

/** @param {boolean[][]} rows @returns {Promise<Blob>} the squares as a PNG with sharp edges */
function painted(rows) {
  const side = Math.ceil(WIDTH / rows.length);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side * rows.length;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) {
      pen.fillStyle = dark ? "#000" : "#fff";
      pen.fillRect(x * side, y * side, side, side);
    }
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("this browser paints no pictures")), "image/png")
  );
}

/** @param {string} name @param {Record<string, string>} attributes */
function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
