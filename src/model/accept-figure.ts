/** The gate for figures: numbers with their words and bounds. */
import { FIGURE_KINDS, type FigureKind } from "./coding.js";
import {
  type Gate,
  note,
  type Row,
  readFlag,
  readNumber,
  readOneOf,
  readQuote,
  readRow,
  readText,
} from "./gate.js";

/** Kinds that may fall below zero; every other kind counts something. */
const SIGNED: readonly FigureKind[] = ["money", "other"];

/** Checks the fields that figures of events and free figures share; returns the figure for the rest, or null. */
export function checkFigure(gate: Gate, value: unknown, path: string): Row | null {
  const figure = readRow(gate, value, path);
  if (figure === null) return null;
  const place = readQuote(gate, figure, "quote", path);
  const kind = readOneOf(gate, figure, "kind", path, FIGURE_KINDS, "kind.unknown", place);
  const low = readNumber(gate, figure, "low", path, place, { orNull: true });
  const high = readNumber(gate, figure, "high", path, place, { orNull: true });
  const point = readNumber(gate, figure, "point", path, place, { orNull: true });
  for (const key of ["hedge", "group", "said_by"]) readText(gate, figure, key, path, place, { orNull: true });
  readFlag(gate, figure, "stock", path, place);
  if (low !== null && high !== null && low > high) {
    const message = `low ${low} is above high ${high}. The bounds say what the words allow. Swap or correct them; null means no bound.`;
    note(gate, "figure.inverted", path, message, place);
  }
  if (kind !== null && !SIGNED.includes(kind) && [low, high, point].some((n) => n !== null && n < 0)) {
    const message = `a figure of kind ${kind} is below zero. It counts something. Read the words again: a dash is no minus.`;
    note(gate, "figure.negative", path, message, place);
  }
  return figure;
}
