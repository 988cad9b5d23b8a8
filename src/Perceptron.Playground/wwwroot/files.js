// Files that a person chooses, or drops on the page.

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
