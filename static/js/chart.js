// Draws the page's chart again with Chart.js, when that library loads: the same points, lines, gaps, breaks
// and words that the server computed, plus reading one figure at a time by mouse, touch or arrow keys.
// Where it does not load, the server's drawing stays as it is.

const ROOMY = 680; // width of the place, in CSS pixels, from which on the wide drawing is used
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

  text({ x, y, text, anchor = "middle" }, size, colour, weight = 400) {
    const { context } = this;
    context.font = `${weight} ${size}px ${this.font}`;
    context.textAlign = { start: "left", middle: "center", end: "right" }[anchor];
    context.fillStyle = this.colour[colour];
    context.fillText(text, x, y);
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
  met: { edge: "blue", words: "on-blue" },
  missed: { edge: "orange", words: "ink" },
};

function drawSlot(brush, { style, slot }) {
  if (!slot) return;
  const { left, top, right, bottom } = slot.box;
  const look = SLOT[slot.state];
  const walls = [[left, top], [left, bottom], [right, bottom], [right, top]];
  brush.line(slot.state === "open" ? walls : [...walls, [left, top]], look.edge, 2.5, look.dash);
  for (const each of slot.small) brush.text(each, style.note, look.words);
  brush.text(slot.big, style.value + 2, look.words, 700);
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
  brush.text(label, style.note, "orange-ink", 600);
}

function drawWords(brush, { style, plot, columns, marks }) {
  for (const { label, kind } of marks) {
    if (label) brush.text(label, style.value, kind === "diamond" ? "ink-2" : "ink", 700);
  }
  for (const { x, year, shown, due, lines } of columns) {
    const y = plot.bottom + style.year + 7;
    if (shown) brush.text({ x, y, text: year }, style.year, due ? "ink" : "ink-2", due ? 700 : 400);
    for (const each of lines) brush.text(each, style.note, "ink-2");
  }
}

const POINT = {
  filled: (colour) => ({ style: "circle", fill: colour.blue, edge: colour.paper, width: 1.5, radius: 5.5 }),
  hollow: (colour) => ({ style: "circle", fill: colour.paper, edge: colour.blue, width: 3, radius: 5.5 }),
  diamond: (colour) => ({ style: "rectRot", fill: colour["ink-2"], edge: colour["ink-2"], width: 0, radius: 6.3 }),
};

function datasets(drawing, colour, scale) {
  const lines = drawing.runs.map((run) => ({
    data: run.map(([x, y]) => ({ x, y })),
    borderColor: colour.blue,
    borderWidth: 2.5 * scale,
    pointRadius: 0,
    pointHitRadius: 0,
  }));
  const looks = drawing.marks.map(({ kind }) => POINT[kind](colour));
  const marks = {
    data: drawing.marks.map(({ x, y }) => ({ x, y })),
    showLine: false,
    clip: false,
    pointStyle: looks.map((look) => look.style),
    pointRadius: looks.map((look) => look.radius * scale),
    pointBackgroundColor: looks.map((look) => look.fill),
    pointBorderColor: looks.map((look) => look.edge),
    pointBorderWidth: looks.map((look) => look.width * scale),
    pointHoverRadius: looks.map((look) => (look.radius + 2) * scale),
    pointHoverBackgroundColor: looks.map((look) => look.fill),
    pointHoverBorderColor: looks.map(() => colour.orange),
    pointHoverBorderWidth: 3 * scale,
  };
  return [marks, ...lines]; // the first one lies on top
}

// One chart on the page: a canvas in place of the drawings, and a line below it that reads a figure out.
class Figure {
  constructor(place, Chart) {
    Object.assign(this, { place, Chart });
    this.canvas = document.createElement("canvas");
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", `${place.dataset.name} ${place.dataset.hint}`);
    this.tip = document.createElement("p");
    this.tip.className = "chart-tip";
    this.tip.setAttribute("aria-live", "polite");
    place.append(this.canvas, this.tip);
    place.classList.add("drawn");
    this.canvas.addEventListener("keydown", (event) => this.step(event));
    this.canvas.addEventListener("blur", () => this.read(null));
    new ResizeObserver(() => this.fit()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  fit() {
    const width = this.place.clientWidth;
    if (width && width !== this.width) {
      this.width = width;
      this.draw();
    }
  }

  draw() {
    const size = this.width >= ROOMY ? "wide" : "narrow";
    const drawing = JSON.parse(document.getElementById(`chart-${size}`).textContent);
    const { width } = drawing.style;
    const { height } = drawing;
    const most = size === "narrow" ? 480 : this.width;
    const scale = Math.min(this.width, most) / width;
    const colour = colours();
    this.drawing = drawing;
    this.order = drawing.marks.map((_, place) => place).sort((a, b) => drawing.marks[a].x - drawing.marks[b].x);
    this.chart?.destroy();
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const brush = (chart) => new Brush(chart.ctx, scale, colour);
    this.chart = new this.Chart(this.canvas, {
      type: "line",
      data: { datasets: datasets(drawing, colour, scale) },
      options: {
        responsive: false,
        animation: false,
        parsing: false,
        layout: { autoPadding: false, padding: 0 },
        interaction: { mode: "nearest", intersect: false },
        scales: {
          x: { type: "linear", min: 0, max: width, display: false },
          y: { type: "linear", min: 0, max: height, reverse: true, display: false },
        },
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        onHover: (_event, found) => this.read(found.find((each) => each.datasetIndex === 0)?.index ?? null),
      },
      plugins: [
        {
          id: "drawing",
          beforeDatasetsDraw: (chart) => {
            const own = brush(chart);
            own.paint(() => {
              drawFrame(own, drawing);
              drawBreaks(own, drawing);
              drawSlot(own, drawing);
              drawWay(own, drawing);
            });
          },
          afterDatasetsDraw: (chart) => {
            const own = brush(chart);
            own.paint(() => drawWords(own, drawing));
          },
        },
      ],
    });
  }

  read(index) {
    this.index = index;
    this.tip.textContent = index === null ? "" : this.drawing.marks[index].tip;
  }

  step(event) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || !this.order.length) return;
    event.preventDefault();
    const now = this.order.indexOf(this.index ?? -1);
    const from = now < 0 && way < 0 ? this.order.length : now;
    const next = this.order[Math.min(this.order.length - 1, Math.max(0, from + way))];
    this.read(next);
    this.chart.setActiveElements([{ datasetIndex: 0, index: next }]);
    this.chart.draw();
  }
}

function watch(place) {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((each) => each.isIntersecting)) return;
      near.disconnect();
      load(place.dataset).then(
        (Chart) => new Figure(place, Chart),
        () => {}, // the server's drawing stays
      );
    },
    { rootMargin: "300px" },
  );
  near.observe(place);
}

// Forced colours reach the server's drawing, not a canvas.
if (!matchMedia("(forced-colors: active)").matches) {
  document.querySelectorAll(".chart[data-library]").forEach(watch);
}
