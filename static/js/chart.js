// Lets a reader go through the page's chart figure by figure, by mouse, touch or keys, and draws it again with
// Chart.js when that library loads: the same points, lines, gaps, breaks and words that the server computed.
// Where it does not load, the server's drawing stays and is read in the same way.

const ROOMY = 680; // width of the place, in CSS pixels, from which on the wide drawing is used
const REACH = 40; // distance to a figure, in CSS pixels, up to which the pointer reads it
const COLOURS = ["paper", "ink", "ink-2", "rule", "edge", "blue", "blue-soft", "on-blue", "orange", "orange-ink"];

let library;

function load({ library: address, integrity }) {
  library ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    if (integrity) {
      script.integrity = integrity;
      script.crossOrigin = "anonymous";
    }
    script.addEventListener("load", () => (window.Chart ? resolve(window.Chart) : reject(new Error(address))));
    script.addEventListener("error", reject);
    script.src = address;
    document.head.append(script);
  });
  return library;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// The drawing's own units throughout; `scale` turns them into pixels.
class Brush {
  constructor(context, scale, colour) {
    Object.assign(this, { context, scale, colour });
    this.font = getComputedStyle(document.body).fontFamily;
  }

  paint(draw) {
    this.context.save();
    this.context.scale(this.scale, this.scale);
    draw();
    this.context.restore();
  }

  line(points, colour, width, dash = []) {
    const { context } = this;
    context.beginPath();
    points.forEach(([x, y], place) => (place ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.setLineDash(dash);
    context.lineCap = dash[0] === 0 ? "round" : "butt";
    context.lineWidth = width;
    context.strokeStyle = this.colour[colour];
    context.stroke();
  }

  letters({ x, y, text, anchor = "middle" }, size, weight, write) {
    const { context } = this;
    context.font = `${weight} ${size}px ${this.font}`;
    context.textAlign = { start: "left", middle: "center", end: "right" }[anchor];
    context[write](text, x, y);
  }

  text(label, size, colour, weight = 400) {
    this.context.fillStyle = this.colour[colour];
    this.letters(label, size, weight, "fillText");
  }

  // A gridline behind a number stops beside it.
  number(label, size, colour, weight) {
    const { context } = this;
    if (!label.on_blue) {
      context.save();
      Object.assign(context, { lineWidth: 4, lineJoin: "round", strokeStyle: this.colour.paper });
      context.setLineDash([]);
      this.letters(label, size, weight, "strokeText");
      context.restore();
    }
    this.text(label, size, colour, weight);
  }

  disc(x, y, radius, colour) {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.fillStyle = this.colour[colour];
    this.context.fill();
  }

  fill({ left, top, right, bottom }, colour) {
    this.context.fillStyle = this.colour[colour];
    this.context.fillRect(left, top, right - left, bottom - top);
  }
}

function drawFrame(brush, { style, plot, zero, gridlines, slot, band }) {
  for (const { y, label } of gridlines) {
    if (y !== zero) brush.line([[plot.left, y], [plot.right, y]], "rule", 1);
    brush.text(label, style.year, "ink-2");
  }
  brush.line([[plot.left, zero], [plot.right, zero]], "edge", 1);
  if (slot) brush.fill(slot.box, slot.state === "met" ? "blue" : "paper");
  if (band) brush.fill(band, "blue-soft");
}

function drawBreaks(brush, { style, breaks }) {
  for (const { x, top, axis, label } of breaks) {
    brush.line([[x, top], [x, axis]], "edge", 1);
    brush.line([[x - 4, axis], [x + 4, axis]], "paper", 5);
    brush.line([[x - 6, axis + 6], [x - 1, axis - 6]], "ink-2", 1.5);
    brush.line([[x + 1, axis + 6], [x + 6, axis - 6]], "ink-2", 1.5);
    if (label) brush.text(label, style.note, "ink-2");
  }
}

const SLOT = {
  open: { edge: "blue", words: "blue" },
  none: { edge: "edge", words: "ink-2", dash: [6, 4] },
  met: { edge: "blue", words: "blue" },
  missed: { edge: "orange", words: "ink" },
};

const on = (label, colour) => (label.on_blue ? "on-blue" : colour);

function drawSlot(brush, { style, slot }) {
  if (!slot) return;
  const { left, top, right, bottom } = slot.box;
  const look = SLOT[slot.state];
  const walls = [[left, top], [left, bottom], [right, bottom], [right, top]];
  brush.line(slot.state === "open" ? walls : [...walls, [left, top]], look.edge, 2.5, look.dash);
  for (const each of slot.small) brush.text(each, style.note, on(each, look.words));
  if (slot.big) brush.text(slot.big, style.value + 2, on(slot.big, look.words), 700);
}

function drawWay(brush, { style, path, path_words: words, forecast, bracket }) {
  if (path.length) brush.line(path, "edge", 1);
  if (words) {
    brush.context.save();
    brush.context.translate(words.x, words.y);
    brush.context.rotate((words.angle * Math.PI) / 180);
    brush.text({ x: 0, y: 0, text: words.text }, style.note, "ink-2");
    brush.context.restore();
  }
  if (forecast.length) brush.line(forecast, "blue", 3, [0, 6]);
  if (!bracket) return;
  const { x, top, bottom, label } = bracket;
  brush.line([[x, top], [x, bottom]], "orange-ink", 1.5);
  for (const y of [top, bottom]) brush.line([[x - 5, y], [x + 5, y]], "orange-ink", 1.5);
  if (label) brush.number(label, style.note, "orange-ink", 600);
}

// Paper around the marks on the solid box of a target that is met
function drawHalos(brush, { marks }) {
  for (const { x, y, halo } of marks) if (halo) brush.disc(x, y, 10, "paper");
}

function drawWords(brush, { style, plot, columns, marks }) {
  for (const { label, kind } of marks) {
    if (label) brush.number(label, style.value, on(label, kind === "diamond" ? "ink-2" : "ink"), 700);
  }
  for (const { x, year, shown, due, lines } of columns) {
    const y = plot.bottom + style.year + 7;
    if (shown) brush.text({ x, y, text: year }, style.year, due ? "ink" : "ink-2", due ? 700 : 400);
    for (const each of lines) brush.text(each, style.note, "ink-2");
  }
}

const POINT = {
  filled: (colour) => ({ style: "circle", fill: colour.blue, edge: colour.paper, width: 1.5 }),
  hollow: (colour) => ({ style: "circle", fill: colour.paper, edge: colour.blue, width: 3 }),
  diamond: (colour) => ({ style: "rectRot", fill: colour["ink-2"], edge: colour["ink-2"], width: 0, more: 0.8 }),
};

function datasets(drawing, colour, scale) {
  const lines = drawing.runs.map((run) => ({
    data: run.map(([x, y]) => ({ x, y })),
    borderColor: colour.blue,
    borderWidth: 2.5 * scale,
    pointRadius: 0,
  }));
  const looks = drawing.marks.map(({ kind }) => POINT[kind](colour));
  const marks = {
    data: drawing.marks.map(({ x, y }) => ({ x, y })),
    showLine: false,
    clip: false,
    pointStyle: looks.map((look) => look.style),
    pointRadius: looks.map(({ more = 0 }, index) => (drawing.marks[index].radius + more) * scale),
    pointBackgroundColor: looks.map((look) => look.fill),
    pointBorderColor: looks.map((look) => look.edge),
    pointBorderWidth: looks.map((look) => look.width * scale),
  };
  return [marks, ...lines]; // the first one lies on top
}

// The drawing on a canvas, in place of the server's.
class Canvas {
  constructor(place, Chart) {
    this.Chart = Chart;
    this.element = document.createElement("canvas");
    this.element.setAttribute("aria-hidden", "true"); // what holds it has the words
    place.prepend(this.element);
    place.classList.add("drawn");
  }

  draw(drawing, scale) {
    const { width } = drawing.style;
    const { height } = drawing;
    const colour = colours();
    this.chart?.destroy();
    this.element.width = width * scale;
    this.element.height = height * scale;
    const paint = (chart, ...layers) => {
      const brush = new Brush(chart.ctx, scale, colour);
      brush.paint(() => layers.forEach((layer) => layer(brush, drawing)));
    };
    this.chart = new this.Chart(this.element, {
      type: "line",
      data: { datasets: datasets(drawing, colour, scale) },
      options: {
        responsive: false,
        animation: false,
        parsing: false,
        events: [],
        layout: { autoPadding: false, padding: 0 },
        scales: {
          x: { type: "linear", min: 0, max: width, display: false },
          y: { type: "linear", min: 0, max: height, reverse: true, display: false },
        },
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
      },
      plugins: [
        {
          id: "drawing",
          beforeDatasetsDraw: (chart) => paint(chart, drawFrame, drawBreaks, drawSlot, drawWay, drawHalos),
          afterDatasetsDraw: (chart) => paint(chart, drawWords),
        },
      ],
    });
  }
}

// One chart on the page: a ring around the figure that is read, and a line below that says it.
class Reader {
  constructor(place) {
    this.place = place;
    place.tabIndex = 0;
    place.setAttribute("role", "application"); // or a screen reader would keep the arrow keys
    place.setAttribute("aria-label", `${place.dataset.name} ${place.dataset.hint}`);
    place.querySelectorAll("svg").forEach((each) => each.setAttribute("aria-hidden", "true"));
    this.ring = document.createElement("span");
    this.ring.className = "chart-at";
    this.ring.hidden = true;
    this.tip = document.createElement("p");
    this.tip.className = "chart-tip";
    this.tip.setAttribute("aria-live", "polite");
    place.append(this.ring, this.tip);
    place.classList.add("read");
    place.addEventListener("keydown", (event) => this.step(event));
    place.addEventListener("blur", () => this.read(null));
    place.addEventListener("pointermove", (event) => this.point(event));
    place.addEventListener("pointerdown", (event) => this.point(event));
    place.addEventListener("pointerleave", () => this.read(null));
    new ResizeObserver(() => this.fit()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.canvas?.draw(this.drawing, this.scale));
    this.fit();
  }

  upgrade(Chart) {
    this.canvas = new Canvas(this.place, Chart);
    this.canvas.draw(this.drawing, this.scale);
  }

  fit() {
    const width = this.place.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    const size = width >= ROOMY ? "wide" : "narrow";
    this.drawing = JSON.parse(document.getElementById(`chart-${size}`).textContent);
    this.scale = Math.min(width, size === "narrow" ? 480 : width) / this.drawing.style.width;
    const { marks } = this.drawing;
    this.order = marks.map((_, index) => index).sort((a, b) => marks[a].x - marks[b].x);
    this.read(null);
    this.canvas?.draw(this.drawing, this.scale);
  }

  read(index) {
    this.index = index;
    const mark = index === null ? null : this.drawing.marks[index];
    this.ring.hidden = !mark;
    this.tip.textContent = mark ? mark.tip : "";
    if (!mark) return;
    this.ring.style.left = `${mark.x * this.scale}px`;
    this.ring.style.top = `${mark.y * this.scale}px`;
  }

  point({ clientX, clientY }) {
    const { left, top } = this.place.getBoundingClientRect();
    const far = ({ x, y }) => Math.hypot(x * this.scale - clientX + left, y * this.scale - clientY + top);
    const { marks } = this.drawing;
    const [nearest] = [...this.order].sort((a, b) => far(marks[a]) - far(marks[b]));
    this.read(nearest !== undefined && far(marks[nearest]) <= REACH ? nearest : null);
  }

  step(event) {
    const last = this.order.length - 1;
    const now = this.order.indexOf(this.index ?? -1);
    const next = {
      ArrowRight: Math.min(last, now + 1),
      ArrowLeft: now < 0 ? last : Math.max(0, now - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") this.read(null);
    if (next === undefined || last < 0) return;
    event.preventDefault();
    this.read(this.order[next]);
  }
}

function watch(place) {
  const reader = new Reader(place);
  // Forced colours reach the server's drawing, not a canvas.
  if (!place.dataset.library || matchMedia("(forced-colors: active)").matches) return;
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((each) => each.isIntersecting)) return;
      near.disconnect();
      load(place.dataset).then(
        (Chart) => reader.upgrade(Chart),
        () => {}, // the server's drawing stays
      );
    },
    { rootMargin: "300px" },
  );
  near.observe(place);
}

document.querySelectorAll(".chart[data-library]").forEach(watch);
