// What a page gains with JavaScript: goals that fold on small screens, sentences that can be copied, and
// a language switch that keeps the place on the page that the address names.

const narrow = matchMedia("(max-width: 640px)");
const folds = [...document.querySelectorAll("details.fold")];

function fold() {
  for (const [place, each] of folds.entries()) {
    each.open = !narrow.matches || (place === 0 && folds.length > 1);
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => {
    button.textContent = words;
  }, 2000);
}

fold();
narrow.addEventListener("change", fold);
addEventListener("beforeprint", () => folds.forEach((each) => (each.open = true)));
addEventListener("afterprint", fold);

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

// The same places have the same names in both languages.
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}
