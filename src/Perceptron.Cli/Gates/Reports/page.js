"use strict";
// Draws the figures, and moves them to the epoch that a slider stands at. All numbers come with the page.
const report = JSON.parse(document.getElementById("report").textContent);
const config = { responsive: true, displaylogo: false };
const drawn = report.charts.map(chart => Plotly.newPlot(chart.id, chart.figure.data, chart.figure.layout, config));

const change = {
  surface: (chart, moment) => Plotly.update(chart.id, { z: [moment.values[chart.key]] }, { "title.text": moment.titles[chart.key] }, [0]),
  heat: (chart, moment) => {
    const values = moment.values[chart.key];
    return Plotly.update(chart.id, { z: [values, values] }, { "title.text": moment.titles[chart.key] }, [0, 1]);
  },
  curve: (chart, moment) => Plotly.update(chart.id, { y: [moment.values[chart.key]] }, { "title.text": moment.titles[chart.key] }, [0]),
  network: (chart, moment) => Plotly.relayout(chart.id, { shapes: moment.edges, annotations: moment.weights }),
  space: (chart, moment) => Plotly.restyle(chart.id, { x: [moment.space.x, moment.space.lineX], y: [moment.space.y, moment.space.lineY] }, [0, 1]),
  loss: (chart, moment) => Plotly.restyle(chart.id, { x: [[moment.epoch]], y: [[moment.loss]] }, [chart.trace]),
};

for (const panel of report.panels) {
  const part = name => document.getElementById(panel.id + "-" + name);
  const slider = part("slider");
  let wanted = null;
  const show = () => {
    const moment = panel.moments[wanted];
    wanted = null;
    part("epoch").textContent = moment.status;
    slider.setAttribute("aria-valuetext", moment.status);
    part("formulas").textContent = moment.formulas;
    part("rows").innerHTML = moment.rows;
    for (const chart of panel.charts) {
      change[chart.kind](chart, moment);
    }
  };
  slider?.addEventListener("input", () => {
    // However fast the slider moves, a frame is drawn once.
    if (wanted === null) {
      requestAnimationFrame(show);
    }
    wanted = Number(slider.value);
  });
}

Promise.all(drawn).then(() => document.body.setAttribute("data-drawn", String(drawn.length)));
