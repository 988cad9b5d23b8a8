// The browser functions of the digits page: a pen, the keys that draw, and files chosen or dropped.

const drawing = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', ' ', 'Escape', 'Backspace', 'Delete']);

export function attachPad(id, pen, key) {
  const pad = document.getElementById(id);
  if (!pad) {
    return;
  }

  let pointer = null;
  const tell = (kind, event) => {
    const box = pad.getBoundingClientRect();
    pen(kind, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const lift = event => {
    if (event.pointerId === pointer) {
      pointer = null;
      tell(2, event);
    }
  };
  pad.addEventListener('pointerdown', event => {
    if (pointer === null && event.button === 0) {
      pointer = event.pointerId;
      pad.setPointerCapture(pointer);
      tell(0, event);
    }
  });
  pad.addEventListener('pointermove', event => {
    if (event.pointerId === pointer) {
      const between = event.getCoalescedEvents();
      (between.length > 0 ? between : [event]).forEach(each => tell(1, each));
    }
  });
  pad.addEventListener('pointerup', lift);
  pad.addEventListener('pointercancel', lift);
  pad.addEventListener('keydown', event => {
    if (drawing.has(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      key(event.key, event.shiftKey);
    }
  });
  pad.addEventListener('focus', () => pad.matches(':focus-visible') && key('Focus', false));
  pad.addEventListener('blur', () => key('Blur', false));
}

let files = new AbortController();

let content = null;

async function read(input, mostBytes, take) {
  const file = input.files[0];
  if (!file) {
    return;
  }

  let size = file.size;
  try {
    content = new Uint8Array(size > mostBytes ? 0 : await file.arrayBuffer());
  } catch {
    // It was moved since, or may not be read.
    size = -1;
  }

  take(file.name, size);
  content = null;
}

export const copyFile = bytes => bytes.set(content);

export function takeFiles(inputId, mostBytes, take) {
  leaveFiles();
  files = new AbortController();
  const { signal } = files;
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  const mark = is => document.documentElement.toggleAttribute('data-dropping', is);

  // The input comes and goes with its panel, so the document listens.
  document.addEventListener('change', event => event.target.id === inputId && read(event.target, mostBytes, take), { signal });
  document.addEventListener('dragover', event => {
    if (hasFiles(event)) {
      event.preventDefault();
      mark(true);
    }
  }, { signal });
  document.addEventListener('dragleave', event => event.relatedTarget === null && mark(false), { signal });
  document.addEventListener('drop', event => {
    const input = document.getElementById(inputId);
    if (hasFiles(event) && input) {
      event.preventDefault();
      mark(false);
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }, { signal });
}

export const leaveFiles = () => files.abort();
