// The browser functions that .NET calls. Nothing here knows of models: pictures arrive as steps to execute.

export const fragment = () => location.hash.slice(1);
export const address = () => location.href;
export const now = () => performance.now();

// The fragment that .NET knows. A link that was just followed is reported later than the address shows it, and must not be overwritten.
let reported = location.hash;
let fragmentChanged = () => {};
addEventListener('hashchange', () => {
  reported = location.hash;
  fragmentChanged();
});

export function replaceFragment(text) {
  if (location.hash === reported) {
    history.replaceState(history.state, '', text ? '#' + text : location.pathname + location.search);
    reported = location.hash;
  }
}

export const onFragment = changed => { fragmentChanged = changed; };

export const preferredLanguage = () => globalThis.pageLanguage.preferred();
export const rememberLanguage = code => globalThis.pageLanguage.remember(code);

export function showLanguage(code, title) {
  document.documentElement.lang = code;
  document.title = title;
}

// A browser may refuse to remember; then every visit is the first.
export function recall(key) {
  try {
    return localStorage.getItem('perceptron.' + key) ?? '';
  } catch {
    return '';
  }
}

export function remember(key, text) {
  try {
    localStorage.setItem('perceptron.' + key, text);
  } catch {
    // Nothing depends on it.
  }
}

export const isEmbedded = () => window.self !== window.top;

export const requestFrame = frame => { requestAnimationFrame(frame); };

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// The keys that an element says it takes don't scroll the page too.
addEventListener('keydown', event => {
  const keys = event.target.dataset?.keys?.split(' ');
  if (keys?.includes(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
  }
});

export const focusOn = id => document.getElementById(id)?.focus();

export function download(name, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content.slice()]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Canvases: their size follows the page, and colours are those of the page's style at the time.

const canvases = new Map();
const sizes = new ResizeObserver(entries => entries.forEach(entry => resize(entry.target)));

function resize(canvas) {
  const known = canvases.get(canvas.id);
  if (!known || known.canvas !== canvas) {
    return;
  }

  const { clientWidth, clientHeight } = canvas;
  const scale = devicePixelRatio;
  const width = Math.round(clientWidth * scale);
  const height = Math.round(clientHeight * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }

  known.resized(clientWidth, clientHeight);
}

export function attach(id, resized) {
  const canvas = document.getElementById(id);
  if (canvas) {
    canvases.set(id, { canvas, resized });
    canvas.addEventListener('pointerdown', event => canvas.setPointerCapture(event.pointerId));
    canvas.addEventListener('wheel', event => {
      const plot = canvas.closest('[data-wheel]');
      if (plot && (event.ctrlKey || plot.matches(':focus'))) {
        event.preventDefault();
      }
    }, { passive: false });
    sizes.observe(canvas);
    resize(canvas);
  }
}

export function detach(id) {
  const known = canvases.get(id);
  if (known && !known.canvas.isConnected) {
    sizes.unobserve(known.canvas);
    canvases.delete(id);
  }
}

const everyCanvas = () => canvases.forEach(known => resize(known.canvas));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', everyCanvas);

export function setTheme(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }

  everyCanvas();
}

export function draw(id, stepsView, texts, pixelsView) {
  const known = canvases.get(id);
  if (!known) {
    return;
  }

  const steps = stepsView.slice();
  const pixels = pixelsView.slice();
  const canvas = known.canvas;
  const context = canvas.getContext('2d');
  const style = getComputedStyle(canvas);
  const scale = canvas.width / canvas.clientWidth;
  const colours = texts.map(text => text.startsWith('--') ? style.getPropertyValue(text).trim() : text);
  const colour = code => code < 0 ? colours[-1 - code] : '#' + code.toString(16).padStart(6, '0');

  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  let at = 0;
  const next = () => steps[at++];
  while (at < steps.length) {
    switch (next()) {
      case 1: {
        const closed = next();
        const count = next();
        context.beginPath();
        for (let i = 0; i < count; i++) {
          context.lineTo(next(), next());
        }
        if (closed) {
          context.closePath();
        }
        break;
      }
      case 2:
        context.beginPath();
        context.arc(next(), next(), next(), 0, 2 * Math.PI);
        break;
      case 3:
        context.fillStyle = colour(next());
        context.fill();
        break;
      case 4:
        context.strokeStyle = colour(next());
        context.lineWidth = next();
        context.stroke();
        break;
      case 5: {
        const text = texts[next()];
        const x = next();
        const y = next();
        context.fillStyle = colour(next());
        context.font = `${next()}px ${style.fontFamily}`;
        context.textAlign = ['start', 'center', 'end'][next() + 1];
        context.textBaseline = 'middle';
        context.fillText(text, x, y);
        break;
      }
      case 6: {
        const [columns, rows, x, y, w, h, smooth, start] = [next(), next(), next(), next(), next(), next(), next(), next()];
        const image = new ImageData(new Uint8ClampedArray(pixels.buffer, pixels.byteOffset + start, columns * rows * 4), columns, rows);
        const sheet = new OffscreenCanvas(columns, rows);
        sheet.getContext('2d').putImageData(image, 0, 0);
        context.imageSmoothingEnabled = smooth === 1;
        context.drawImage(sheet, x, y, w, h);
        break;
      }
      case 7:
        context.globalAlpha = next();
        break;
      case 8: {
        const length = next();
        context.setLineDash(length > 0 ? [length, length] : []);
        break;
      }
      case 9: {
        const count = next();
        context.lineWidth = next();
        for (let i = 0; i < count; i++, at += 10) {
          context.beginPath();
          context.moveTo(steps[at], steps[at + 1]);
          context.lineTo(steps[at + 2], steps[at + 3]);
          context.lineTo(steps[at + 4], steps[at + 5]);
          context.lineTo(steps[at + 6], steps[at + 7]);
          context.closePath();
          context.fillStyle = colour(steps[at + 8]);
          context.fill();
          context.strokeStyle = colour(steps[at + 9]);
          context.stroke();
        }
        break;
      }
      default:
        throw new Error(`There is no step ${steps[at - 1]} of drawing.`);
    }
  }
}
