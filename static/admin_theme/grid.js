// The sheet of figures as a spreadsheet. Without this it is a plain form that does the same in steps.
import { blockOf, spread } from "./grid_paste.js";
import { Keeper } from "./grid_keeping.js";
import { Panel } from "./grid_panel.js";
import { Says } from "./grid_says.js";

const form = document.querySelector("form.sheet");
const words = JSON.parse(document.getElementById("sheet-words").textContent);
const texts = JSON.parse(document.getElementById("sheet-texts").textContent);
const shown = JSON.parse(form.elements.shown.value || "{}");
const rows = [...form.querySelectorAll("tr.cells")].map((row) => [...row.querySelectorAll("td.cell")]);
const cells = new Map(rows.flat().map((td) => [td.dataset.key, td]));
const input = (td) => td.querySelector("input[type=text]");
const selected = new Set();
const says = new Says(form, cells);
const panel = new Panel(form, {
  selected,
  texts,
  change,
  back: () => here && input(here).focus(),
});
const past = [];
const future = [];
let here = null; // the cell that is worked on
let before = ""; // what stood in it when it was entered
let anchor = null; // where a selection of several starts

document.documentElement.classList.add("scripted-sheet");

const blank = { value: "", as_of: "", obs_status: "A", break_kind: "", source: "" };
const fieldOf = (key, name) => (texts[key] ?? blank)[name] ?? "";

// Typing, undoing

function write(key, name, text) {
  texts[key] = { ...blank, ...texts[key], [name]: text };
  const field = name === "value" ? input(cells.get(key)) : form.elements[`${key}.${name}`];
  if (field && field.value !== text) field.value = text;
  keeper.note(key, name, text);
}

function change(changes) {
  const made = changes
    .map(([key, name, text]) => ({ key, name, old: fieldOf(key, name), text }))
    .filter(({ old, text }) => old !== text);
  if (!made.length) return 0;
  past.push(made);
  future.length = 0;
  for (const { key, name, text } of made) write(key, name, text);
  return made.length;
}

function step(from, onto, side) {
  const made = from.pop();
  if (!made) return;
  onto.push(made);
  for (const each of made) write(each.key, each.name, each[side]);
  const td = cells.get(made[0].key);
  if (td !== here) input(td).focus();
  before = input(td).value;
  keeper.say(words.undone);
}

// Selecting

function placeOf(td) {
  const row = rows.findIndex((each) => each.includes(td));
  return [row, rows[row].indexOf(td)];
}

function visible(td) {
  return td.offsetParent !== null;
}

function select(list) {
  for (const td of selected) td.classList.remove("selected");
  selected.clear();
  for (const td of list) selected.add(td);
  if (selected.size > 1) for (const td of selected) td.classList.add("selected");
  const count = selected.size;
  const counted = (text) => text.replace("{count}", count);
  form.querySelector("#selection").textContent = counted([words.none, words.one][count] ?? words.several);
  form.querySelector("#set").textContent = counted(count > 1 ? words.setSeveral : words.setOne);
  const page = count === 1 ? list[0].dataset.page : undefined;
  form.querySelector("#own-page").hidden = !page;
  if (page) form.querySelector("#own-page").href = page;
  panel.fill();
}

function selectTo(td) {
  const [a, b] = [placeOf(anchor), placeOf(td)];
  const [top, bottom] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [left, right] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  select(rows.slice(top, bottom + 1).flatMap((row) => row.slice(left, right + 1)).filter(visible));
}

function enter(td) {
  here?.classList.remove("here");
  here = td;
  td.classList.add("here");
  before = input(td).value;
  says.at(td);
}

form.addEventListener("focusin", (event) => {
  const td = event.target.closest("td.cell");
  if (!td || event.target.type !== "text") return;
  enter(td);
  if (!dragging && !selected.has(td)) {
    anchor = td;
    select([td]);
  }
  event.target.select();
});

let dragging = false;
form.addEventListener("mousedown", (event) => {
  const td = event.target.closest("td.cell");
  if (!td || event.button) return;
  if (event.shiftKey && anchor) {
    event.preventDefault();
    selectTo(td);
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const list = new Set(selected);
    if (list.has(td) && list.size > 1) list.delete(td);
    else list.add(td);
    select(list);
    return;
  }
  anchor = td;
  select([td]);
  dragging = true;
  if (event.target.tagName !== "INPUT" && !event.target.closest("a")) {
    event.preventDefault();
    input(td).focus();
  }
});
form.addEventListener("mouseover", (event) => {
  const td = dragging && event.buttons === 1 && event.target.closest("td.cell");
  if (td && (td !== anchor || selected.size > 1)) selectTo(td);
});
addEventListener("mouseup", () => {
  dragging = false;
});

// Keys

function next(td, down, right, { sameKind = false } = {}) {
  let [row, column] = placeOf(td);
  for (;;) {
    row += down;
    column += right;
    const found = rows[row]?.[column];
    if (!found) return null;
    const kind = (each) => each.dataset.kind === "part";
    if (visible(found) && (!sameKind || kind(found) === kind(td))) return found;
  }
}

function go(td, event) {
  if (!td) return;
  event.preventDefault();
  if (event.shiftKey && event.key.startsWith("Arrow")) {
    selectTo(td);
    far = td;
    return;
  }
  anchor = td;
  select([td]);
  input(td).focus();
}

// From a reason or the panel back to its cell; Enter would send the form.
function leadsBack(event) {
  const asked = event.target.matches(".say input");
  const left = event.key === "Escape" && here && event.target.closest(".set, .says");
  return left || (asked && event.key === "Enter");
}

let far = null; // the other corner of a selection made with Shift
const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

form.addEventListener("keydown", (event) => {
  const td = event.target.closest("td.cell");
  if (!td && !event.isComposing && leadsBack(event)) {
    event.preventDefault();
    input(cells.get(event.target.closest(".say")?.dataset.for) ?? here)?.focus();
    return;
  }
  if (!td || event.target.type !== "text" || event.isComposing) return;
  const field = event.target;
  if (!event.shiftKey) far = null;
  if (event.key in arrows && !event.ctrlKey && !event.altKey && !event.metaKey) {
    const [down, right] = arrows[event.key];
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const edge = right < 0 ? field.selectionEnd === 0 : field.selectionStart === field.value.length;
    if (right && !whole && !edge && selected.size < 2) return;
    event.preventDefault();
    go(next(event.shiftKey ? (far ?? td) : td, down, right), event);
  } else if (event.key === "Enter" && event.altKey) {
    event.preventDefault();
    form.querySelector(".set select").focus();
  } else if (event.key === "Enter") {
    event.preventDefault();
    go(next(td, event.shiftKey ? -1 : 1, 0, { sameKind: true }), event);
  } else if (event.key === "Escape") {
    event.preventDefault();
    change([[td.dataset.key, "value", before]]);
    field.select();
    anchor = td;
    select([td]);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    if (event.shiftKey) step(future, past, "text");
    else step(past, future, "old");
  } else if ((event.key === "Delete" || event.key === "Backspace") && selected.size > 1) {
    event.preventDefault();
    change([...selected].map((each) => [each.dataset.key, "value", ""]));
  }
});

form.addEventListener("input", (event) => {
  const named = /^(.+)\.(\w+)$/.exec(event.target.name ?? "");
  if (!named || !cells.has(named[1])) return;
  const [, key, name] = named;
  const last = past.at(-1);
  const text = event.target.value;
  // One typing in one field is one thing to undo.
  if (last?.length === 1 && last[0].key === key && last[0].name === name && last.typing === event.target) {
    last[0].text = text;
    future.length = 0;
    write(key, name, text);
  } else {
    change([[key, name, text]]);
    if (past.at(-1)) past.at(-1).typing = event.target;
  }
});
form.addEventListener("focusout", () => {
  if (past.length) past.at(-1).typing = null;
});

// Copying and pasting

document.addEventListener("copy", (event) => {
  if (!here || selected.size < 2 || document.activeElement !== input(here)) return;
  const lines = rows
    .map((row) => row.filter((td) => selected.has(td)).map((td) => input(td).value))
    .filter((line) => line.length);
  event.clipboardData.setData("text/plain", lines.map((line) => line.join("\t")).join("\r\n"));
  event.preventDefault();
});

form.addEventListener("paste", (event) => {
  const td = event.target.closest("td.cell");
  if (!td || event.target.type !== "text") return;
  const block = blockOf(event.clipboardData.getData("text/plain"));
  const single = block.length === 1 && block[0].length === 1;
  if (!block.length || (single && selected.size < 2)) return;
  event.preventDefault();
  const found = single
    ? [...selected].map((each) => [each, block[0][0]])
    : spread(block, selected.size > 1 ? topLeft() : td, rows.map((row) => row.filter(visible)), names);
  const count = change(found.map(([each, text]) => [each.dataset.key, "value", text]));
  anchor = found[0]?.[0] ?? td;
  select(found.map(([each]) => each));
  before = input(here).value;
  keeper.say(words.pasted.replace("{count}", count));
});

function topLeft() {
  return rows.flat().find((td) => selected.has(td));
}

const plain = (text) => text.replace(/[（(][^）)]*[）)]|[\s,，、·:：]/g, "").toLowerCase();
const names = { of: (td) => JSON.parse(td.closest("tbody").dataset.names).map(plain), plain };

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("#save"));
});

// Keeping the draft

const answered = (answer) => says.show(answer, here);
const keeper = new Keeper(form, words, { shown, answered });
// Nothing is sent off before the draft is kept: signed out, one would lose it on the way.
form.addEventListener("submit", async (event) => {
  if (keeper.idle) return;
  event.preventDefault();
  if (await keeper.flush()) form.requestSubmit(event.submitter);
});
form.addEventListener("formdata", (event) => keeper.pack(event.formData));

const earlier = keeper.earlier();
for (const [key, fields] of Object.entries(earlier)) {
  if (!cells.has(key)) continue;
  for (const [name, text] of Object.entries(fields)) if (name !== "seen") write(key, name, text);
}
if (Object.keys(earlier).length) keeper.say(words.back);

// What was typed before this script had come.
for (const [key, td] of cells) {
  if (input(td).value !== input(td).defaultValue && !earlier[key]) change([[key, "value", input(td).value]]);
}

// The panel stays in sight, and the years under it.
const set = form.querySelector(".set");
new ResizeObserver(() => form.style.setProperty("--panel", `${set.offsetHeight}px`)).observe(set);

says.fold();
select([]);
const problems = location.hash ? null : form.querySelector("#problems [autofocus]");
if (problems) problems.focus();
else if (matchMedia("(hover: hover)").matches && !location.hash) {
  // Ready to type or to paste, without a way past everything above.
  const first = rows.flat().find((td) => td.classList.contains("in-focus") && !input(td).value);
  if (first) input(first).focus({ preventScroll: true });
}
