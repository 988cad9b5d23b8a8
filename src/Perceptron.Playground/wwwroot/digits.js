// The browser functions of the digits page: a pen, and the keys that draw.

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
