// What the server answers of each cell, and where it stands: in the cell, under its line, below all.

export class Says {
  constructor(form, cells) {
    this.form = form;
    this.cells = cells;
  }

  // The cell that is worked on says everything; the others only what asks for something.
  at(td) {
    this.form.querySelector(".say.here")?.classList.remove("here");
    sayOf(td.dataset.key)?.classList.add("here");
    this.fold();
  }

  fold() {
    for (const row of this.form.querySelectorAll("tr.says")) {
      row.hidden = !row.querySelector(".say:not([data-quiet]), .say.here");
    }
  }

  show(answer, here) {
    for (const [key, said] of Object.entries(answer.cells)) {
      const td = this.cells.get(key);
      if (td) mark(td, key, said, td === here);
    }
    for (const [place, words] of answer.changes.entries()) {
      this.form.querySelectorAll("td.change")[place].textContent = words;
    }
    // The list on top stays where it is, or the sheet would jump under whoever types.
    for (const line of this.form.querySelectorAll("#problems li")) {
      line.classList.toggle("done", !answer.waiting.includes(line.dataset.for));
    }
    for (const name of ["counts", "kept"]) document.getElementById(name).innerHTML = answer[name];
    this.fold();
    const said = here && sayOf(here.dataset.key);
    document.getElementById("heard").textContent = said ? said.innerText : "";
  }
}

function sayOf(key) {
  return document.getElementById(`s-${key}`);
}

function mark(td, key, { state, note, say }, isHere) {
  const field = td.querySelector("input[type=text]");
  if (state) td.dataset.state = state;
  else delete td.dataset.state;
  td.querySelector(".under").innerHTML = note;
  if (["error", "conflict"].includes(state)) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  field.setAttribute("aria-describedby", say ? `n-${key} s-${key}` : `n-${key}`);
  place(td, key, say, isHere);
}

function place(td, key, html, isHere) {
  const old = sayOf(key);
  if (!html) {
    old?.remove();
    return;
  }
  const made = document.createRange().createContextualFragment(html).firstElementChild;
  made.classList.toggle("here", isHere);
  if (!old) td.closest("tbody").querySelector("tr.says > td").append(made);
  else if (old.contains(document.activeElement)) replaceAround(old, made);
  else old.replaceWith(made);
}

// Whoever types in one of its fields keeps the fields, and sees the rest anew.
function replaceAround(old, made) {
  const focused = document.activeElement;
  const at = focused.selectionStart;
  const asked = old.querySelector(".asked");
  if (asked) made.querySelector(".asked")?.replaceWith(asked);
  old.replaceWith(made);
  focused.focus();
  if (typeof at === "number") focused.setSelectionRange(at, at);
}
