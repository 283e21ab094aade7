// A button that prints, where there is JavaScript to print with; the browser's own way works always.

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
