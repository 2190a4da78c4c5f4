// Beside a document: a proposal shows its sentence without loading the page again; pointing at one lights it up.
(function () {
  "use strict";
  function lit(name, on) {
    document.querySelectorAll('[data-in~="' + name + '"]').forEach(function (piece) { piece.classList.toggle("lit", on); });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-show]");
    if (!link) { return; }
    var place = document.getElementById(link.dataset.show);
    if (!place) { return; }
    event.preventDefault();
    document.querySelectorAll(".lit").forEach(function (piece) { piece.classList.remove("lit"); });
    lit(link.dataset.show, true);
    var first = document.querySelector('[data-in~="' + link.dataset.show + '"]') || place;
    first.scrollIntoView({ block: "center" });
  });
}());
