// Keeps what is typed: at once in this browser, a moment later on the server, which then answers.

const PAUSE = 350; // ms after the last key
const AGAIN = 5000;

export class Keeper {
  constructor(form, words, { shown, answered }) {
    this.form = form;
    this.words = words;
    this.shown = shown;
    this.answered = answered;
    this.unsent = {};
    // Of one person and plan: nobody else who signs in here is given it.
    this.name = `sheet:${form.dataset.owner}:${form.dataset.plan}`;
    this.status = document.getElementById("kept");
  }

  note(key, field, text) {
    this.unsent[key] = { ...this.unsent[key], [field]: text };
    this.remember(this.unsent);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  // What an earlier page could not bring to the server.
  earlier() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  }

  remember(cells) {
    try {
      if (Object.keys(cells).length) localStorage.setItem(this.name, JSON.stringify(this.withSeen(cells)));
      else localStorage.removeItem(this.name);
    } catch {
      // A browser that keeps nothing still has the server.
    }
  }

  withSeen(cells) {
    const found = Object.entries(cells);
    return Object.fromEntries(found.map(([key, fields]) => [key, { seen: this.shown[key]?.seen ?? "", ...fields }]));
  }

  // What the form sends: the cells that the server has not seen yet, and nothing else of the sheet.
  pack(data) {
    for (const name of new Set(data.keys())) if (/^\d+-\d{4}(-part)?\.\w+$/.test(name)) data.delete(name);
    data.delete("cell");
    const cells = this.withSeen(this.unsent);
    data.set("shown", JSON.stringify(Object.fromEntries(Object.entries(cells).map(([key, { seen }]) => [key, { seen }]))));
    for (const [key, fields] of Object.entries(this.unsent)) {
      for (const [name, text] of Object.entries(fields)) if (name !== "seen") data.set(`${key}.${name}`, text);
    }
  }

  get idle() {
    return !this.sending && !Object.keys(this.unsent).length;
  }

  // Bring all that was typed to the server; whether it has it now.
  async flush() {
    while (this.sending || Object.keys(this.unsent).length) {
      if (!(await (this.sending ?? this.send()))) return false;
    }
    return true;
  }

  send() {
    clearTimeout(this.timer);
    this.sending ??= this.bring().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  async bring() {
    const sent = this.unsent;
    if (!Object.keys(sent).length) return true;
    const body = new FormData(this.form);
    body.delete("typist"); // this page gives back by itself what a lost session refuses
    this.unsent = {};
    try {
      const answer = await fetch(this.form.dataset.keep, { method: "POST", body, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 403) throw new SignedOut();
      if (!answer.ok) throw new Error(answer.status);
      this.answered(await answer.json());
      this.remember(this.unsent);
      if (Object.keys(this.unsent).length) this.timer = setTimeout(() => this.send(), PAUSE);
      return true;
    } catch (error) {
      this.unsent = merge(sent, this.unsent);
      this.remember(this.unsent);
      if (error instanceof SignedOut) this.askToSignIn();
      else {
        this.say(this.words.unkept);
        this.timer = setTimeout(() => this.send(), AGAIN);
      }
      return false;
    }
  }

  say(text) {
    this.status.textContent = text;
  }

  askToSignIn() {
    this.say(`${this.words.signedOut} `);
    const link = document.createElement("a");
    link.href = this.form.dataset.signIn;
    link.textContent = this.words.signIn;
    this.status.append(link);
    this.status.classList.add("urgent");
  }
}

class SignedOut extends Error {}

function merge(older, newer) {
  const made = { ...older };
  for (const [key, fields] of Object.entries(newer)) made[key] = { ...made[key], ...fields };
  return made;
}
