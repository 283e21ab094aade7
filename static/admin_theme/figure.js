// Beside the value: what a bare number means for the series that is chosen. Without it the hint is general.
const series = document.querySelector("select[name=series]");
const value = document.querySelector("input[name=value]");

if (series && value) {
  const help = document.getElementById("id_value_helptext")?.textContent ?? "";
  const hint = document.createElement("p");
  hint.className = "unit-hint";
  hint.setAttribute("aria-live", "polite");
  value.after(hint);
  const say = () => {
    const words = series.selectedOptions[0]?.dataset.hint ?? "";
    hint.textContent = help.includes(words) ? "" : words;
  };
  series.addEventListener("change", say);
  say();
}
