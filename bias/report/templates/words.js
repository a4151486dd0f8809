
/* From a contrast to the words behind it. */

/** Where a measure counted something in a line: text before, the words, text after. */
function places(line, label) {
  const whole = line.map((part) => plain([part]));
  const counted = line.map((part) => typeof part !== "string" && part[1].some((n) => data.marks[n][0] === label));
  const found = [];
  for (let from = 0; from < line.length; from += 1) {
    if (!counted[from] || counted[from - 1]) continue;
    let to = from;
    while (counted[to]) to += 1;
    found.push([whole.slice(0, from).join(""), whole.slice(from, to).join(""), whole.slice(to).join("")]);
  }
  return found;
}

function concordance(outlet, label) {
  const items = [];
  const mine = data.groups.flatMap((group) => group.texts).filter((text) => text.of === outlet);
  for (const text of mine) {
    const source = [text.date, plain(text.title)].filter(Boolean).join(" \u00b7 ");
    for (const [before, words, after] of [text.title, ...text.p].flatMap((line) => places(line, label))) {
      const line = make("span", { lang: text.lang, dir: text.dir }, before.length > 90 ? `\u2026${before.slice(-90)}` : before,
        make("mark", { className: "k0" }, words), after.length > 90 ? `${after.slice(0, 90)}\u2026` : after);
      items.push(make("li", {}, line, make("small", { dir: "auto" }, source)));
    }
  }
  return [items, mine.length];
}

function showWords(outlet, name, label) {
  const [items, articles] = concordance(outlet, label);
  const close = make("button", { type: "button", onclick: () => dialog.close() }, say("close"));
  const lead = items.length ? say("seen", { n: items.length, articles }) : say("seen_none");
  dialog.replaceChildren(make("h2", { id: "words-title" }, say("see_label", { outlet: name, measure: label })),
    make("p", { className: "aside" }, lead), make("ol", {}, ...items.slice(0, 300)), close);
  dialog.showModal();
}

const dialog = make("dialog", { "aria-labelledby": "words-title" });
document.body.append(dialog);
for (const row of document.querySelectorAll("#table-contrasts tbody tr")) {
  const name = row.cells[0].querySelector("bdi").textContent;
  const label = row.cells[1].querySelector("bdi").textContent;
  const button = make("button", { type: "button", className: "see", "aria-label": say("see_label", { outlet: name, measure: label }) }, say("see"));
  button.addEventListener("click", () => showWords(row.dataset.outlet, name, label));
  row.cells[1].append(button);
}
