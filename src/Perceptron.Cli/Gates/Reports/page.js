"use strict";
// Draws the figures, and updates them to the epoch of a slider. All numbers are in the page.
const unpacked = id => {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), letter => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};

// Colours on light and on dark pages. Surfaces and heat maps keep theirs: white is 0.5 on both.
const isDark = matchMedia("(prefers-color-scheme: dark)");
const onDark = [["\"black\"", "\"#e6e6e6\""], ["rgb(190,20,40)", "rgb(255,122,133)"], ["rgb(20,80,190)", "rgb(122,170,255)"], ["rgba(255,255,255,0.85)", "rgba(21,24,29,0.85)"],
  ["rgb(20,120,60)", "rgb(90,200,130)"], ["rgb(200,110,0)", "rgb(240,160,60)"], ["rgb(110,60,160)", "rgb(190,150,240)"], ["\"color\":\"white\"", "\"color\":\"#15181d\""]];
const recoloured = object => isDark.matches
  ? JSON.parse(onDark.reduce((text, [light, dark]) => text.replaceAll(light, dark), JSON.stringify(object)))
  : object;
const axis = given => ({ ...given, color: isDark.matches ? "#e6e6e6" : "#333", gridcolor: isDark.matches ? "#3b4048" : "#e0e0e0", zerolinecolor: isDark.matches ? "#5b616b" : "#c0c0c0" });
const themed = (figure, kind) => {
  const { data, layout } = structuredClone(kind === "surface" || kind === "heat" ? figure : recoloured(figure));
  return [data, {
    ...layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { color: isDark.matches ? "#e6e6e6" : "#333" },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: isDark.matches ? "#9aa0a8" : "#8a8a8a", activecolor: isDark.matches ? "#e6e6e6" : "#333" },
    ...(layout.scene ? { scene: { ...layout.scene, xaxis: axis(layout.scene.xaxis), yaxis: axis(layout.scene.yaxis), zaxis: axis(layout.scene.zaxis) } } : { xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis) }),
  }];
};

// The model of a snapshot.
const sigmoid = z => 1 / (1 + Math.exp(-z));
const activations = { sigmoid, tanh: Math.tanh, relu: z => Math.max(0, z) };
const softmax = z => {
  const e = z.map(value => Math.exp(value - Math.max(...z)));
  const sum = e.reduce((a, b) => a + b);
  return e.map(value => value / sum);
};
const predict = (panel, layers, x) => {
  let [a, hidden] = [x, []];
  layers.forEach((layer, l) => {
    const z = layer.b.map((b, j) => layer.w.reduce((sum, row, i) => sum + a[i] * row[j], b));
    const isLast = l === layers.length - 1;
    a = !isLast ? z.map(activations[panel.hiddenActivation.toLowerCase()]) : panel.isSoftmax ? softmax(z) : z.map(sigmoid);
    hidden = l === 0 && !isLast ? a : hidden;
  });
  return { f: a, h: hidden };
};

const start = async () => {
  const library = document.createElement("script");
  library.textContent = await unpacked("plotly");
  document.head.append(library);
  const report = JSON.parse(await unpacked("report"));
  const config = { responsive: true, displaylogo: false };
  const kinds = new Map(report.panels.flatMap(panel => panel.charts.map(chart => [chart.id, chart.kind])));
  const figures = new Map(report.charts.map(chart => [chart.id, chart.figure]));
  const draw = () => Promise.all(report.charts.map(chart => Plotly.newPlot(chart.id, ...themed(chart.figure, kinds.get(chart.id)), config)));

  // f or h over the axes of a figure.
  const values = (panel, chart, snapshot) => {
    const { x, y } = figures.get(chart.id).data[0];
    const value = point => predict(panel, snapshot.layers, point)[chart.key[0]][Number(chart.key.slice(1))];
    return chart.kind === "curve" ? x.map(x1 => value([x1])) : y.map(x2 => x.map(x1 => value([x1, x2])));
  };
  const change = {
    surface: (panel, chart, snapshot) => Plotly.update(chart.id, { z: [values(panel, chart, snapshot)] }, { "title.text": snapshot.titles[chart.key] }, [0]),
    heat: (panel, chart, snapshot) => {
      const z = values(panel, chart, snapshot);
      return Plotly.update(chart.id, { z: [z, z] }, { "title.text": snapshot.titles[chart.key] }, [0, 1]);
    },
    curve: (panel, chart, snapshot) => Plotly.update(chart.id, { y: [values(panel, chart, snapshot)] }, { "title.text": snapshot.titles[chart.key] }, [0]),
    network: (panel, chart, snapshot) => Plotly.relayout(chart.id, recoloured({ shapes: snapshot.edges, annotations: snapshot.weights })),
    space: (panel, chart, snapshot) => Plotly.restyle(chart.id, { x: [snapshot.space.x, snapshot.space.lineX], y: [snapshot.space.y, snapshot.space.lineY] }, [0, 1]),
    loss: (panel, chart, snapshot) => Plotly.restyle(chart.id, { x: [[snapshot.epoch]], y: [[snapshot.loss]] }, [chart.trace]),
  };

  const panels = report.panels.map(panel => {
    const part = name => document.getElementById(panel.id + "-" + name);
    const slider = part("slider");
    const play = part("play");
    let pending = null;
    const show = () => {
      const snapshot = panel.snapshots[pending ?? (slider ? Number(slider.value) : 0)];
      pending = null;
      if (slider) {
        part("epoch").textContent = snapshot.status;
        slider.setAttribute("aria-valuetext", snapshot.status);
        part("formulas").textContent = snapshot.formulas;
        part("rows").innerHTML = snapshot.rows;
      }
      return Promise.all(panel.charts.map(chart => change[chart.kind](panel, chart, snapshot)));
    };
    slider?.addEventListener("input", () => {
      // Draw at most once per frame, however fast the slider moves.
      if (pending === null) {
        requestAnimationFrame(show);
      }
      pending = Number(slider.value);
    });

    // Play goes on to the last epoch, from the first one if it is there already.
    let isPlaying = false;
    const stop = () => {
      isPlaying = false;
      play.textContent = "Play";
    };
    const step = async () => {
      if (!isPlaying) {
        return;
      }
      slider.value = String(Number(slider.value) + 1);
      await show();
      if (slider.value === slider.max) {
        stop();
      } else {
        setTimeout(step, 60);
      }
    };
    play?.addEventListener("click", () => {
      if (isPlaying) {
        stop();
        return;
      }
      isPlaying = true;
      play.textContent = "Pause";
      if (slider.value === slider.max) {
        slider.value = "0";
        show().then(step);
      } else {
        step();
      }
    });
    return show;
  });

  isDark.addEventListener("change", () => draw().then(() => panels.forEach(show => show())));
  await draw();
  document.body.setAttribute("data-drawn", String(report.charts.length));
};
start();
