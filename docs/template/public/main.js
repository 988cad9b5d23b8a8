import { showPlayground } from './playground.js';

// What DocFX's own scripts leave out. They call start before they draw anything.
export default {
  start() {
    keepLanguage();
    followTheme();
    makeScrollable();
    showPlayground();
  },
};

/** The choice of C# or F# holds on all pages: it is remembered, and goes to DocFX's tabs by the address. */
function keepLanguage() {
  const key = 'perceptron:language';
  const chosen = remembered(key);
  if (chosen && document.querySelector(`.tabGroup a[data-tab="${CSS.escape(chosen)}"]`)) {
    const address = new URL(location.href);
    address.searchParams.set('tabs', chosen);
    history.replaceState({}, document.title, address);
  }

  // DocFX clicks on tabs itself when a page opens; only a person's click is trusted.
  document.addEventListener('click', event => {
    const tab = event.target.closest?.('.tabGroup a[data-tab]');
    if (tab && event.isTrusted) {
      remember(key, tab.dataset.tab);
    }
  });
}

/** Pictures that have a dark form follow the theme of the page, which need not be that of the system. */
function followTheme() {
  const root = document.documentElement;
  const show = () => {
    for (const source of document.querySelectorAll('picture source[media]')) {
      source.media = root.dataset.bsTheme === 'dark' ? 'all' : 'not all';
    }
  };
  new MutationObserver(() => root.dataset.bsTheme && show()).observe(root, { attributeFilter: ['data-bs-theme'] });
}

/** Code, tables and formulas that are wider than the page scroll, by the keyboard too. */
function makeScrollable() {
  const watch = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) {
        target.tabIndex = 0;
      } else {
        target.removeAttribute('tabindex');
      }
    }
  });
  for (const part of document.querySelectorAll('article pre, article pre code, article .table-responsive')) {
    watch.observe(part);
  }
}

// A browser may refuse to remember anything.
function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then the choice holds on this page.
  }
}
