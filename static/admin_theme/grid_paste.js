// A block from a spreadsheet, and where its cells go in the sheet.

// Lines of cells. A quoted cell may hold tabs, line ends and doubled quotes.
export function blockOf(text) {
  const lines = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;
  for (let at = 0; at < text.length; at = cell.lastIndex) {
    cell.lastIndex = at;
    const [, quoted, plain, end] = cell.exec(text);
    lines.at(-1).push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
    if (end === "\t" && cell.lastIndex === text.length) lines.at(-1).push("");
    else if (end && end !== "\t" && cell.lastIndex < text.length) lines.push([]);
  }
  return lines.some((line) => line.length) ? lines : [];
}

const isBlank = (text) => /^[\s\-–—−…./]*$/.test(text);
const isWords = (text) => !isBlank(text) && !/[0-9０-９]/.test(text);
const isLabel = (text) => !isBlank(text) && !/^[-+−¥￥\s]*[0-9０-９]/.test(text);
const yearOf = (text) => /^((?:19|20|21|22)\d\d)\s*年?$/.exec(text)?.[1];
const filled = (line) => line.filter((text) => !isBlank(text));

// Pairs of a cell and its text: `block` from the cell `start` on, over `rows` of cells.
// A line of years says which columns are meant; names at the left say which rows. Both are optional.
// Headings and blank cells change nothing. `names` has `of(cell)`, the names of its row, and `plain`.
export function spread(block, start, rows, names) {
  const isPart = (td) => td.dataset.kind === "part";
  const all = rows.filter((row) => row.length && isPart(row[0]) === isPart(start));
  const first = all.findIndex((row) => row.includes(start));
  const left = all[first].indexOf(start);
  const head = block.findIndex((line, place) => isHead(line, place, block, all, names));
  const years = head < 0 ? null : block[head].map(yearOf);
  const body = head < 0 ? block : block.slice(head + 1);
  const lead = leading(body, years);
  const found = [];
  for (const [line, target] of placed(body, lead, all, all.slice(first), names)) {
    for (const [place, text] of line.entries()) {
      if (place < lead || isBlank(text)) continue;
      const td = years
        ? target.find((each) => each.dataset.year === years[place])
        : target[left + place - lead];
      if (td) found.push([td, text]);
    }
  }
  return found;
}

// A line of years that the sheet has, above all figures. A year alone may well be a figure.
function isHead(line, place, block, all, names) {
  const known = new Set(all[0].map((td) => td.dataset.year));
  const said = filled(line);
  const years = said.filter((text) => known.has(yearOf(text)));
  const above = block.slice(0, place).every((each) => filled(each).length <= 1);
  if (!years.length || !above || !said.every((text) => yearOf(text) || isLabel(text))) return false;
  if (new Set(years).size > 1 || years[0].endsWith("年")) return true;
  return said.some(isWords) && !match(said, all, names) && place < block.length - 1;
}

// How many columns at the left hold names, units and the like.
function leading(body, years) {
  const width = Math.max(0, ...body.map((line) => line.length));
  let count = 0;
  while (count < width - 1 && !years?.[count]) {
    const column = body.map((line) => line[count] ?? "");
    if (!column.some(isLabel) || !column.every((text) => isLabel(text) || isBlank(text))) break;
    count += 1;
  }
  return count;
}

// Each line with the row it goes to: by name, where every line with figures has a known one.
function placed(body, lead, all, below, names) {
  const full = body.filter((line) => filled(line.slice(lead)).length);
  const byName = full.map((line) => [line, match(line.slice(0, lead), all, names)]);
  if (byName.length && byName.every(([, target]) => target)) return byName;
  const top = body.findIndex((line) => line.slice(lead).some((text) => !isBlank(text) && !isWords(text)));
  const lines = body.filter((line, place) => (!lead && place > top) || !isSection(line, lead, all, names));
  return lines.map((line, place) => [line, below[place]]).filter(([, target]) => target);
}

// A merged heading: words alone, and the name of no row. Under figures that have no names beside
// them it is no heading: somebody wrote there why a figure is missing.
function isSection(line, lead, all, names) {
  const empty = line.slice(lead).every((text) => isBlank(text) || isWords(text));
  return empty && line.some(isLabel) && !match(line, all, names);
}

function match(heads, all, names) {
  const said = heads.map(names.plain).filter(Boolean);
  const fits = all.filter((row) => said.some((head) => names.of(row[0]).includes(head)));
  return fits.length === 1 ? fits[0] : null;
}
