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
const yearOf = (text) => /^((?:19|20|21|22)\d\d)\s*年?$/.exec(text)?.[1];

// Pairs of a cell and its text: `block` from the cell `start` on, over `rows` of cells.
// A line of years says which columns are meant; names at the left say which rows. Both are optional.
// Headings and blank cells change nothing.
export function spread(block, start, rows, names) {
  const row = rows.findIndex((each) => each.includes(start));
  const kind = (td) => td.dataset.kind === "part";
  const own = rows.slice(row).filter((each) => each.length && kind(each[0]) === kind(start));
  const left = rows[row].indexOf(start);
  const head = block.findIndex((line) => isHead(line, rows[row]));
  const years = head < 0 ? null : block[head].map(yearOf);
  const body = head < 0 ? block : block.slice(head + 1);
  const lead = leading(body, years);
  const lines = placed(body, lead, rows.filter((each) => kind(each[0]) === kind(start)), own, names);
  const found = [];
  for (const [line, target] of lines) {
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

// A heading names years that the sheet has, and holds no figures beside them.
function isHead(line, row) {
  const known = new Set(row.map((td) => td.dataset.year));
  const said = line.filter((text) => !isBlank(text));
  return said.some((text) => known.has(yearOf(text))) && said.every((text) => yearOf(text) || isWords(text));
}

// How many columns at the left hold names, units and the like.
function leading(body, years) {
  let count = 0;
  const width = Math.max(0, ...body.map((line) => line.length));
  while (count < width - 1) {
    const column = body.map((line) => line[count] ?? "");
    if (years?.[count] || !column.some(isWords) || !column.every((text) => isWords(text) || isBlank(text))) break;
    count += 1;
  }
  return count;
}

// Each line with the row it goes to: by its name where every line with figures has one that is known.
function placed(body, lead, all, own, names) {
  const filled = body.filter((line) => line.slice(lead).some((text) => !isBlank(text)));
  const byName = filled.map((line) => [line, lead ? match(line.slice(0, lead), all, names) : null]);
  if (byName.length && byName.every(([, target]) => target)) return byName;
  const lines = body.filter((line) => !isSection(line, lead, all, names));
  return lines.map((line, place) => [line, own[place]]).filter(([, target]) => target);
}

// A merged heading within the block: words alone, and the name of no row.
function isSection(line, lead, all, names) {
  const empty = line.slice(lead).every((text) => isBlank(text) || isWords(text));
  return empty && line.some(isWords) && !match(line, all, names);
}

function match(heads, all, names) {
  const said = heads.map(names.plain).filter(Boolean);
  const fits = all.filter((row) => said.some((head) => names.of(row[0]).includes(head)));
  return fits.length === 1 ? fits[0] : null;
}
