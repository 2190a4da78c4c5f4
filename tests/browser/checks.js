// What a page must hold for people who use a keyboard, a screen reader, or weak eyes: the faults found, one line each.
() => {
  const faults = [], say = (what, node) => faults.push(what + ": " + (node ? node.outerHTML.slice(0, 140).replace(/\s+/g, " ") : ""));
  const shown = (node) => { const box = node.getBoundingClientRect(), style = getComputedStyle(node); return box.width > 0 && box.height > 0 && style.visibility !== "hidden" && style.display !== "none"; };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (node) => (node.textContent || "").trim();
  const referred = (node, name) => (node.getAttribute(name) || "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
  const named = (node) => Boolean((node.getAttribute("aria-label") || "").trim() || referred(node, "aria-labelledby").some((one) => one && words(one)) ||
    (node.labels && [...node.labels].some(words)) || (node.matches("a, button, summary") && (words(node) || node.querySelector("img[alt]:not([alt=''])"))) || node.getAttribute("title"));

  if (!document.documentElement.lang) { say("no language", document.documentElement); }
  if (!document.title.trim()) { say("no title"); }
  for (const [selector, number] of [["main", 1], ["h1", 1], ["body > header", 1]]) { if (all(selector).length !== number) { say(`${all(selector).length} × ${selector}`); } }
  let level = 1;
  all("main h1, main h2, main h3, main h4").filter(shown).forEach((heading) => {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) { say(`h${own} after h${level}`, heading); }
    level = own;
    if (!words(heading)) { say("empty heading", heading); }
  });
  all("input:not([type=hidden]), select, textarea, button, a[href], summary").filter(shown).forEach((node) => { if (!named(node)) { say("no name", node); } });
  all("img").forEach((node) => { if (!node.hasAttribute("alt")) { say("no alt", node); } });
  all("nav, [role=region], [role=search]").filter(shown).forEach((node, _at, list) => {
    if (node.matches("nav, [role=region]") && !named(node) && list.length > 1) { say("landmark without a name", node); }
  });
  const ids = all("[id]").map((node) => node.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => say("id twice: " + id, document.getElementById(id)));
  ["aria-describedby", "aria-labelledby", "aria-controls"].forEach((name) => all(`[${name}]`).forEach((node) => { if (referred(node, name).some((one) => !one)) { say(name + " leads nowhere", node); } }));
  all("table").filter((table) => !table.matches(".in-text")).forEach((table) => {
    if (!table.caption && !named(table)) { say("table without caption", table); }
    table.querySelectorAll("thead th").forEach((cell) => { if (!cell.scope) { say("th without scope", cell); } });
  });
  all("[tabindex]").forEach((node) => { if (node.tabIndex > 0) { say("tabindex above 0", node); } });
  all("button, input:not([type=hidden]), select, summary, .btn").filter(shown).forEach((node) => {
    const box = (node.labels && node.labels[0] && node.matches("[type=checkbox], [type=radio]") ? node.labels[0] : node).getBoundingClientRect();
    if ((box.height < 16 || box.width < 16) && !node.matches(".kind-switch")) { say("too small to hit", node); }
  });

  const colour = (text) => { const found = text.match(/[\d.]+/g).map(Number); return { r: found[0], g: found[1], b: found[2], a: found.length > 3 ? found[3] : 1 }; };
  const over = (top, below) => ({ r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1 });
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) { const layer = colour(getComputedStyle(at).backgroundColor); layers.push(layer); if (layer.a === 1) { break; } }
    return layers.reverse().reduce((below, layer) => over(layer, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = (c) => { const part = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); }; return 0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b); };
  const told = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node || !shown(node) || node.closest("script, svg, canvas, [disabled], .visually-hidden, .skip")) { continue; }
    const style = getComputedStyle(node), back = behind(node), front = over(colour(style.color), back);
    const [bright, dark] = [light(front), light(back)].sort((a, b) => b - a), ratio = (bright + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const key = style.color + node.className;
    if (ratio < (large ? 3 : 4.5) && !told.has(key)) { told.add(key); say(`contrast ${ratio.toFixed(2)}`, node); }
  }
  return faults;
}
