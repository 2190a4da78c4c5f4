// Charts from the figures that stand beside them in a table: without this script the table is what there is.
(function () {
  "use strict";
  var colours = ["#14595a", "#a9b7b4", "#e3ac3b"];
  function shown(chart) {
    return function (value) {
      return value === null || value === undefined ? "–" : Number(value).toLocaleString(document.documentElement.lang, { maximumFractionDigits: chart.decimals });
    };
  }
  function option(chart, small) {
    var series = chart.lines.map(function (line, index) {
      return { name: line.name, type: "line", data: line.values, symbol: small ? "none" : "circle", symbolSize: 5, connectNulls: false, z: 3 - index,
        lineStyle: { width: index ? 2 : 3 }, color: colours[index] };
    });
    if (chart.target !== null && chart.target !== undefined) {
      series.push({ name: chart.target_name, type: "line", data: chart.labels.map(function () { return chart.target; }), symbol: "none", color: colours[2], lineStyle: { type: "dashed", width: 2 } });
    }
    return {
      animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: small ? { left: 2, right: 2, top: 6, bottom: 4 } : { left: 8, right: 30, top: 36, bottom: 8, containLabel: true },
      legend: small ? { show: false } : { top: 0, left: 0, itemHeight: 8, textStyle: { fontSize: 12 } },
      tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: shown(chart), confine: true },
      xAxis: { type: "category", data: chart.labels, show: !small, axisLabel: { fontSize: 11 }, boundaryGap: false },
      yAxis: { type: "value", scale: true, show: !small, axisLabel: { fontSize: 11, formatter: shown(chart) }, },
      series: series
    };
  }
  function draw(place) {
    if (window.echarts.getInstanceByDom(place)) { return; }
    var drawn = window.echarts.init(place, null, { renderer: "canvas" });
    drawn.setOption(option(JSON.parse(place.dataset.chart), place.classList.contains("small-chart")));
    window.addEventListener("resize", function () { drawn.resize(); });
  }
  function all() { document.querySelectorAll("[data-chart]").forEach(draw); }
  document.addEventListener("htmx:afterSettle", all);
  all();
}());
