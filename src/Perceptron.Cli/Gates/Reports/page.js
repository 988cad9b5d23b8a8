"use strict";
// Draws the figures, and updates them to the epoch of a slider. All numbers are in the page.
const report = JSON.parse(document.getElementById("report").textContent);
const config = { responsive: true, displaylogo: false };
const drawn = report.charts.map(chart => Plotly.newPlot(chart.id, chart.figure.data, chart.figure.layout, config));

const change = {
  surface: (chart, snapshot) => Plotly.update(chart.id, { z: [snapshot.values[chart.key]] }, { "title.text": snapshot.titles[chart.key] }, [0]),
  heat: (chart, snapshot) => {
    const values = snapshot.values[chart.key];
    return Plotly.update(chart.id, { z: [values, values] }, { "title.text": snapshot.titles[chart.key] }, [0, 1]);
  },
  curve: (chart, snapshot) => Plotly.update(chart.id, { y: [snapshot.values[chart.key]] }, { "title.text": snapshot.titles[chart.key] }, [0]),
  network: (chart, snapshot) => Plotly.relayout(chart.id, { shapes: snapshot.edges, annotations: snapshot.weights }),
  space: (chart, snapshot) => Plotly.restyle(chart.id, { x: [snapshot.space.x, snapshot.space.lineX], y: [snapshot.space.y, snapshot.space.lineY] }, [0, 1]),
  loss: (chart, snapshot) => Plotly.restyle(chart.id, { x: [[snapshot.epoch]], y: [[snapshot.loss]] }, [chart.trace]),
};

for (const panel of report.panels) {
  const part = name => document.getElementById(panel.id + "-" + name);
  const slider = part("slider");
  let pending = null;
  const show = () => {
    const snapshot = panel.snapshots[pending];
    pending = null;
    part("epoch").textContent = snapshot.status;
    slider.setAttribute("aria-valuetext", snapshot.status);
    part("formulas").textContent = snapshot.formulas;
    part("rows").innerHTML = snapshot.rows;
    for (const chart of panel.charts) {
      change[chart.kind](chart, snapshot);
    }
  };
  slider?.addEventListener("input", () => {
    // Draw at most once per frame, however fast the slider moves.
    if (pending === null) {
      requestAnimationFrame(show);
    }
    pending = Number(slider.value);
  });
}

Promise.all(drawn).then(() => document.body.setAttribute("data-drawn", String(drawn.length)));
