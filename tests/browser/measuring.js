// What a reader would stumble over on a page, measured: run in the page, answers lists of lines.
(() => {
  const LEAST_TEXT = 11; // pixels
  const shown = (it) => {
    if (!it.checkVisibility()) return false;
    for (let each = it; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.visibility === "hidden" || style.clipPath === "inset(50%)") return false;
    }
    return true;
  };
  const name = (it) => {
    const words = (it.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    const kind = it.getAttribute("class") || it.parentElement.getAttribute("class") || "";
    return `${it.localName}.${kind} “${words}”`;
  };

  // Pieces of text: each line of each text node with its box.
  function pieces() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const it = node.parentElement;
      if (!node.data.trim() || it.closest("script, style, symbol, .skip") || !shown(it)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const own = it.closest("svg") ? [it.getBoundingClientRect()] : [...range.getClientRects()];
      const boxes = own.filter((box) => box.width > 0);
      for (const box of boxes) found.push({ it, box, lines: boxes.length });
    }
    return found;
  }

  // Numbers that a line break cuts in two, so that a reader takes them for others.
  function split() {
    return pieces()
      .filter(({ it, lines }) => lines > 1 && /^[−+≤≥><¥]?\d[\d,.]*%?$/.test(it.textContent.trim()))
      .map(({ it }) => `split: ${name(it)}`);
  }

  function scrolls(it) {
    for (let each = it; each; each = each.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true;
    }
    return false;
  }

  // Text that leaves the window, or is cut off by its own frame.
  function beyond() {
    const lines = pieces()
      .filter(({ it, box }) => (box.left < -1 || box.right > innerWidth + 1) && !scrolls(it))
      .map(({ it }) => `beyond the window: ${name(it)}`);
    for (const it of document.querySelectorAll("main *, header *, footer *")) {
      const cut = /hidden|clip/.test(getComputedStyle(it).overflowX) && shown(it);
      if (cut && it.scrollWidth > it.clientWidth + 1) lines.push(`cut off: ${name(it)}`);
    }
    return lines;
  }

  // Texts that lie on one another: boxes shrunk to the middle of their letters.
  function overlapping() {
    const middle = pieces()
      .filter(({ it }) => !it.closest("[transform]"))
      .map(({ it, box }) => ({
        it,
        left: box.left + 1,
        right: box.right - 1,
        top: box.top + scrollY + box.height * 0.28,
        bottom: box.bottom + scrollY - box.height * 0.28,
      }))
      .sort((one, other) => one.top - other.top);
    const lines = [];
    middle.forEach((one, place) => {
      for (const other of middle.slice(place + 1)) {
        if (other.top >= one.bottom) break;
        if (one.left < other.right && other.left < one.right) {
          lines.push(`overlap: ${name(one.it)} and ${name(other.it)}`);
        }
      }
    });
    return lines;
  }

  function small() {
    return pieces()
      .map(({ it }) => {
        const svg = it.closest("svg");
        const view = svg && svg.viewBox.baseVal.width;
        const scale = view ? svg.getBoundingClientRect().width / view : 1;
        return { it, size: parseFloat(getComputedStyle(it).fontSize) * scale };
      })
      .filter(({ size }) => size < LEAST_TEXT - 0.05)
      .map(({ it, size }) => `${size.toFixed(1)} px: ${name(it)}`);
  }

  // Contrast, from computed colours.
  const parse = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const clear = (colour) => colour === "none" || parse(colour)[3] === 0;
  const light = (colour) => {
    const [red, green, blue] = parse(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  function ground(it) {
    for (let each = it; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (each instanceof HTMLElement && !clear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  }
  // In a drawing: the last filled box painted before the text and under its middle.
  function groundInDrawing(it, svg) {
    const { left, top, width, height } = it.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    let found = ground(svg.parentElement);
    for (const each of svg.querySelectorAll("rect, path, text")) {
      if (each === it) break;
      const fill = getComputedStyle(each).fill;
      const box = each.getBoundingClientRect();
      const under = box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
      if (each.localName === "rect" && under && !clear(fill)) found = fill;
    }
    return found;
  }
  function pale() {
    const lines = [];
    for (const { it } of pieces()) {
      const svg = it.closest("svg");
      const style = getComputedStyle(it);
      const on = svg ? groundInDrawing(it, svg) : ground(it);
      const contrast = ratio(svg ? style.fill : style.color, on);
      if (contrast < 4.5) lines.push(`${contrast.toFixed(2)}: ${name(it)}`);
    }
    for (const it of document.querySelectorAll(MARKS)) {
      if (!shown(it)) continue;
      const style = getComputedStyle(it);
      const colours = [style.fill, style.stroke].filter((each) => !clear(each));
      const on = ground(it.closest("svg").parentElement);
      const best = Math.max(...colours.map((each) => ratio(each, on)));
      if (best < 3) lines.push(`${best.toFixed(2)}: mark ${name(it)}`);
    }
    for (const it of document.querySelectorAll(".slot, .v-awaiting, .button, .search input")) {
      const border = getComputedStyle(it).borderBottomColor;
      if (shown(it) && ratio(border, ground(it.parentElement)) < 3) {
        lines.push(`${ratio(border, ground(it.parentElement)).toFixed(2)}: edge of ${name(it)}`);
      }
    }
    return lines;
  }
  const MARKS =
    ".sign:not(.band), .chart .run, .chart .filled, .chart .hollow, .chart .diamond, .chart .box, " +
    ".chart .path, .chart .forecast, .chart .bracket path, .chart .axis";

  // Whatever takes the focus shows it; the page's keyboard was used before.
  function unringed() {
    const lines = [];
    for (const it of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
      if (!shown(it) || it.disabled) continue;
      it.focus({ preventScroll: true });
      const style = getComputedStyle(it);
      const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      if (document.activeElement !== it || !ringed || ratio(style.outlineColor, ground(it.parentElement)) < 3) {
        lines.push(`no ring: ${name(it)}`);
      }
    }
    return lines;
  }

  const looks = { beyond, split, overlapping, small, pale, unringed };
  return (names) => [...new Set(names.flatMap((each) => looks[each]()))];
})()
