
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const repositories = data.repositories;

  // Everything that people wrote goes in as text, never as markup.
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "on") for (const [event, call] of Object.entries(value)) element.addEventListener(event, call);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };
  const link = (text, url) => (/^https?:\/\//.test(url || "") ? make("a", { href: url, rel: "noreferrer" }, text) : text);
  const badge = (kind, word) => make("span", { class: "badge" }, make("span", { class: `dot ${kind}-${word.toLowerCase().replace(/[^a-z]+/g, "-")}` }), word);
  const fold = (text) => String(text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  // One table: columns {name, label, value(row), cell(row), kind}, filters {name, label, value(row), words}.
  const table = ({ into, id, rows, columns, filters, text, sort, one, many, none, first = 50 }) => {
    const home = document.getElementById(into);
    if (!rows.length) { home.append(make("p", { class: "empty" }, none)); return null; }
    const state = { q: "", sort: sort.name, down: sort.down, shown: first };
    const haystack = rows.map((row) => fold(text(row)));
    const inputs = {};
    inputs.q = make("input", { type: "search", placeholder: "Search", autocomplete: "off", on: { input: () => changed() } });
    const form = make("form", { class: "filters", role: "search", "aria-label": many, on: { submit: (event) => event.preventDefault() } },
      make("label", { class: "grow" }, `Search ${many}`, inputs.q));
    for (const filter of filters) {
      const values = [...new Set(rows.map(filter.value))].filter((value) => value !== "" && value !== null).sort(filter.order || collator.compare);
      inputs[filter.name] = make("select", { on: { change: () => changed() } }, make("option", { value: "" }, "all"),
        ...values.map((value) => make("option", { value }, value)));
      form.append(make("label", {}, filter.label, inputs[filter.name]));
    }
    const clear = make("button", { type: "button", on: { click: () => { for (const input of Object.values(inputs)) input.value = ""; changed(); inputs.q.focus(); } } }, "Clear");
    form.append(clear);
    const told = make("p", { class: "count", role: "status", "aria-live": "polite" });
    const body = make("tbody");
    const heads = columns.map((column) => make("th", { scope: "col", class: column.kind === "number" ? "number" : null },
      make("button", { type: "button", on: { click: () => { state.down = state.sort === column.name ? !state.down : Boolean(column.down); state.sort = column.name; draw(); } } }, column.label)));
    const more = make("button", { type: "button", class: "more", on: { click: () => {
      const from = state.shown; state.shown += 200; draw();
      const next = body.rows[from]; if (next) { next.tabIndex = -1; next.focus(); }
    } } });
    home.append(form, told, make("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": id },
      make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body)), more);

    const chosen = () => Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
    const draw = () => {
      const words = fold(inputs.q.value).split(/\s+/).filter(Boolean);
      const picked = [];
      rows.forEach((row, i) => {
        if (!words.every((word) => haystack[i].includes(word))) return;
        if (!filters.every((filter) => !inputs[filter.name].value || String(filter.value(row)) === inputs[filter.name].value)) return;
        picked.push(row);
      });
      const column = columns.find((other) => other.name === state.sort);
      const sign = state.down ? -1 : 1;
      // What is not known comes last, whichever way is up.
      const gone = (value) => value === null || value === undefined || value === "";
      const keyed = picked.map((row) => [column.value(row), row]);
      keyed.sort(([a], [b]) => (gone(a) || gone(b)) ? gone(a) - gone(b)
        : sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b)));
      columns.forEach((other, i) => { if (other.name === state.sort) heads[i].setAttribute("aria-sort", state.down ? "descending" : "ascending"); else heads[i].removeAttribute("aria-sort"); });
      body.replaceChildren(...keyed.slice(0, state.shown).map(([, row]) => make("tr", {}, ...columns.map((other, i) =>
        make(i ? "td" : "th", { scope: i ? null : "row", class: [other.kind, other.kind === "number" && other.value(row) === 0 ? "zero" : ""].join(" ").trim() || null }, ...[other.cell ? other.cell(row) : String(other.value(row) ?? "")].flat())))));
      told.textContent = picked.length === rows.length ? count(rows.length, one, many) : `${picked.length.toLocaleString("en")} of ${count(rows.length, one, many)}`;
      clear.hidden = !Object.values(inputs).some((input) => input.value);
      more.hidden = picked.length <= state.shown;
      more.textContent = `Show ${Math.min(200, picked.length - state.shown).toLocaleString("en")} more`;
    };
    let waiting = 0;
    const changed = () => {
      state.shown = first;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        draw();
        const query = new URLSearchParams(Object.entries(chosen()).filter(([, value]) => value)).toString();
        try { history.replaceState(null, "", `#${id}${query ? `?${query}` : ""}`); } catch { /* a sandboxed page has no address */ }
      }, 80);
    };
    draw();
    return (query) => {
      for (const [name, input] of Object.entries(inputs)) input.value = query.get(name) || "";
      state.shown = first;
      draw();
    };
  };

  const days = (number) => (number === null || number === undefined ? "" : count(number, "day", "days"));
  const setters = {
    repositories: table({
      into: "repository-table", id: "repositories", rows: repositories, one: "repository", many: "repositories", none: "No repositories.", first: 15,
      sort: { name: "name", down: false }, text: (row) => `${row.name} ${row.why}`,
      filters: [
        { name: "state", label: "State", value: (row) => row.state },
        { name: "version", label: "Version", value: (row) => row.version },
        { name: "style", label: "Style", value: (row) => row.style },
      ],
      columns: [
        { name: "name", label: "Repository", value: (row) => row.name, cell: (row) => [link(row.name, row.web), row.why ? make("span", { class: "why" }, row.why) : ""], kind: "wide" },
        { name: "state", label: "State", value: (row) => row.state, cell: (row) => badge("state", row.state) },
        { name: "version", label: "Version", value: (row) => row.version, kind: "nowrap" },
        { name: "style", label: "Style", value: (row) => row.style, kind: "nowrap" },
        { name: "records", label: "Records", value: (row) => row.records, kind: "number", down: true },
        { name: "open", label: "Open", value: (row) => row.open, kind: "number", down: true },
        { name: "oldest", label: "Oldest open", value: (row) => row.oldest, cell: (row) => days(row.oldest), kind: "number", down: true },
        { name: "faults", label: "Faults", value: (row) => row.faults, kind: "number", down: true },
        { name: "last", label: "Last decision", value: (row) => row.last, kind: "nowrap", down: true },
      ],
    }),
    decisions: table({
      into: "decision-table", id: "decisions", rows: data.decisions, one: "decision", many: "decisions", none: "No decision has been read.",
      sort: { name: "date", down: true }, text: (row) => `${row[2]} ${row[3]} ${repositories[row[0]].name} ${row[8]}`,
      filters: [
        { name: "group", label: "Status", value: (row) => row[4] },
        { name: "repository", label: "Repository", value: (row) => repositories[row[0]].name },
        { name: "style", label: "Style", value: (row) => row[7] },
        { name: "year", label: "Year", value: (row) => (row[5] || "").slice(0, 4), order: (a, b) => b - a },
      ],
      columns: [
        { name: "title", label: "Decision", value: (row) => row[2], cell: (row) => [link(row[2], row[6]), make("span", { class: "path" }, row[8])], kind: "wide" },
        { name: "repository", label: "Repository", value: (row) => repositories[row[0]].name },
        { name: "number", label: "Number", value: (row) => row[1], kind: "number" },
        { name: "status", label: "Status", value: (row) => row[3], cell: (row) => make("span", { class: "badge" }, make("span", { class: `dot group-${row[4]}` }), row[3]) },
        { name: "date", label: "Date", value: (row) => row[5], kind: "nowrap", down: true },
        { name: "age", label: "Open for", value: (row) => row[9], cell: (row) => days(row[9]), kind: "number", down: true },
      ],
    }),
    faults: table({
      into: "fault-table", id: "faults", rows: data.faults, one: "fault", many: "faults", none: "None: every log passes its check.",
      sort: { name: "repository", down: false }, text: (row) => `${repositories[row[0]].name} ${row.slice(1).join(" ")}`,
      filters: [
        { name: "rule", label: "Rule", value: (row) => row[2] },
        { name: "repository", label: "Repository", value: (row) => repositories[row[0]].name },
      ],
      columns: [
        { name: "repository", label: "Repository", value: (row) => repositories[row[0]].name },
        { name: "file", label: "File", value: (row) => row[1] },
        { name: "rule", label: "Rule", value: (row) => row[2], kind: "nowrap" },
        { name: "severity", label: "Severity", value: (row) => row[3] },
        { name: "message", label: "What is wrong", value: (row) => row[4], kind: "wide" },
      ],
    }),
  };

  // #decisions?group=open opens the page with that filter set: links inside the page and bookmarks are alike.
  const follow = () => {
    const [id, query] = location.hash.slice(1).split("?");
    const target = document.getElementById(id);
    if (!target) return;
    if (setters[id]) setters[id](new URLSearchParams(query || ""));
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", follow);
  if (location.hash) follow();
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest && event.target.closest('a[href^="#"]');
    // The same filter twice gives no hashchange.
    if (anchor && anchor.getAttribute("href") === location.hash) { event.preventDefault(); follow(); }
  });

  const themes = ["auto", "light", "dark"];
  const button = document.getElementById("theme");
  let theme = "auto";
  try { theme = localStorage.getItem("adr-theme") || "auto"; } catch { /* no storage here */ }
  const paint = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try { localStorage.setItem("adr-theme", theme); } catch { /* no storage here */ }
    paint();
  });
  paint();
})();
