
/* Articles side by side, their marks, and why a word is marked. */

function startReader(reader) {
  const columns = reader.querySelector(".texts");
  const event = document.getElementById("choose-event");
  const why = document.getElementById("why");
  const boxes = [...reader.querySelectorAll(".legend input")];
  let shown = [0, 1];

  const texts = () => data.groups[event.selectedIndex].texts;
  const visible = (number) => {
    const [, group, voice] = data.marks[number];
    return boxes.every((box) => box.checked || box.value !== (box.name === "group" ? group : voice));
  };
  const colour = (number) => data.legend.indexOf(data.marks[number][1]) % 8;

  function piece(part) {
    if (typeof part === "string") return part;
    const mark = make("mark", { tabIndex: -1, "aria-describedby": "why" }, part[0]);
    mark.dataset.marks = part[1].join(" ");
    return mark;
  }

  /** An article's name in a list: its outlet, with the headline where the outlet has several. */
  function nameOf(text) {
    const several = texts().filter((other) => other.of === text.of).length > 1;
    return several ? `${text.outlet}: ${plain(text.title).slice(0, 60)}` : text.outlet;
  }

  const numbersOf = (mark) => mark.dataset.marks.split(" ").map(Number).filter(visible);

  function paint(mark) {
    const colours = [...new Set(numbersOf(mark).map(colour))];
    mark.className = colours.length ? `k${colours[0]}` : "off";
    mark.classList.toggle("also", colours.length > 1);
    if (colours.length > 1) mark.style.setProperty("--k-also", `var(--k${colours[1]})`);
  }

  function repaint() {
    for (const article of columns.children) {
      const marks = [...article.querySelectorAll("mark")];
      marks.forEach(paint);
      marks.forEach((mark) => { mark.tabIndex = -1; });
      const first = marks.find((mark) => !mark.classList.contains("off"));
      if (first) first.tabIndex = 0;
    }
  }

  function column(at, place) {
    const text = texts()[at];
    const choose = make("select", { "aria-label": say("article", { n: place + 1 }) },
      ...texts().map((other, n) => make("option", { value: n, selected: n === at }, nameOf(other))));
    choose.addEventListener("change", () => { shown[place] = choose.selectedIndex; render(); focusSelect(place); });
    const title = make("h3", { lang: text.lang, dir: text.dir }, ...text.title.map(piece));
    const body = make("div", { className: "body", lang: text.lang, dir: text.dir },
      ...text.p.map((line) => make("p", {}, ...line.map(piece))));
    const byline = [text.date, say("words", { n: text.words.toLocaleString("en") })].filter(Boolean).join(" \u00b7 ");
    const head = make("header", {}, make("p", { className: "outlet" }, choose), title, make("p", { className: "byline" }, byline));
    const article = make("article", { className: "text" }, head, body);
    article.style.setProperty("--o", text.colour);
    if (text.note) article.append(make("p", { className: "aside" }, text.note));
    if (shown.length > 2) {
      article.append(make("button", { type: "button", onclick: () => { shown.splice(place, 1); render(); } }, say("remove")));
    }
    return article;
  }

  const focusSelect = (place) => columns.children[place]?.querySelector("select").focus();

  function render() {
    hideWhy();
    columns.replaceChildren(...shown.map(column));
    add.hidden = shown.length >= Math.min(4, texts().length);
    repaint();
  }

  const add = make("button", { type: "button" }, say("add"));
  add.addEventListener("click", () => {
    shown.push(texts().findIndex((_, n) => !shown.includes(n)));
    render();
    focusSelect(shown.length - 1);
  });
  reader.append(make("div", { className: "tools" }, add));

  event.append(...data.groups.map((group) => make("option", {}, group.label)));
  event.closest("p").hidden = false;
  event.addEventListener("change", () => { shown = texts().length > 1 ? [0, 1] : [0]; render(); });
  boxes.forEach((box) => { box.disabled = false; box.addEventListener("change", repaint); });

  /* Why a word is marked. */

  let explained = null;

  function explain(mark) {
    const numbers = numbersOf(mark);
    if (!numbers.length) return;
    explained = mark;
    why.replaceChildren(...numbers.map((n) => make("p", {}, make("b", {}, data.marks[n][0]), data.marks[n][3])));
    why.hidden = false;
    const at = mark.getClientRects()[0];
    const box = why.getBoundingClientRect();
    const below = at.bottom + 8 + box.height < innerHeight;
    why.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - box.height - 8)}px`;
    why.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 12))}px`;
  }

  function hideWhy() {
    why.hidden = true;
    explained = null;
  }

  const markOf = (target) => target instanceof Element ? target.closest("mark[data-marks]") : null;
  columns.addEventListener("mouseover", ({ target }) => { const mark = markOf(target); if (mark) explain(mark); });
  columns.addEventListener("mouseout", ({ target }) => { if (markOf(target) && document.activeElement !== target) hideWhy(); });
  columns.addEventListener("focusin", ({ target }) => { const mark = markOf(target); if (mark) explain(mark); else hideWhy(); });
  columns.addEventListener("focusout", hideWhy);
  document.addEventListener("click", ({ target }) => { const mark = markOf(target); if (mark) explain(mark); else hideWhy(); });
  addEventListener("scroll", () => { if (explained) explain(explained); }, { passive: true });
  document.addEventListener("keydown", (key) => {
    if (key.key === "Escape") hideWhy();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key.key];
    const mark = markOf(document.activeElement);
    if (!step || !mark) return;
    const marks = [...mark.closest("article").querySelectorAll("mark:not(.off)")];
    const next = marks[marks.indexOf(mark) + step];
    if (!next) return;
    key.preventDefault();
    mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  if (texts().length < 2) shown = [0];
  render();
}

if (document.getElementById("reader")) startReader(document.getElementById("reader"));
