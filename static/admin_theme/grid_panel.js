// The panel above the sheet: what is chosen there is set for every selected cell at once.

export class Panel {
  // `selected`: a set of cells; `texts`: their fields by key; `change` takes [key, field, text] of
  // all that changes; `back` leads back into the sheet.
  constructor(form, { selected, texts, change, back }) {
    Object.assign(this, { selected, texts, change, back });
    this.box = form.querySelector(".set");
    this.fields = [...this.box.querySelectorAll("[name^=set-]")];
    this.filled = {};
    this.box.querySelector("#set").addEventListener("click", (event) => {
      event.preventDefault();
      this.set();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || ["BUTTON", "SUMMARY", "A"].includes(event.target.tagName)) return;
      event.preventDefault();
      this.set();
    });
  }

  // Of one cell the panel shows what it holds; of several, nothing: what stays empty is left alone.
  fill() {
    const [only] = this.selected.size === 1 ? this.selected : [];
    const held = only && this.texts[only.dataset.key];
    for (const field of this.fields) {
      field.value = held ? shownAs(field, held) : "";
      this.filled[nameOf(field)] = field.value;
    }
  }

  set() {
    const chosen = {};
    for (const field of this.fields) {
      const name = nameOf(field);
      if (field.value !== this.filled[name]) chosen[name] = field.value === "none" ? "" : field.value;
    }
    if (chosen.covers === "year") chosen.as_of = "";
    delete chosen.covers;
    const made = [...this.selected].flatMap((td) =>
      Object.entries(chosen)
        .filter(([name, text]) => name !== "as_of" || takesDay(td, text))
        .map(([name, text]) => [td.dataset.key, name, text]),
    );
    this.change(made);
    this.fill();
    this.back();
  }
}

const nameOf = (field) => field.name.slice("set-".length);

function shownAs(field, held) {
  const name = nameOf(field);
  if (name === "covers") return held.as_of ? "day" : "";
  const text = held[name] ?? "";
  const none = field.tagName === "SELECT" && [...field.options].some(({ value }) => value === "none");
  return text || (none ? "none" : "");
}

// The full year of a flow has no day, a part of it needs one; a stock takes either.
function takesDay(td, text) {
  return td.dataset.kind === "any" || (td.dataset.kind === "part") === Boolean(text);
}
