import { showPlayground } from './playground.js';

// What DocFX's own scripts leave out. They call start before they draw anything.
export default {
  start() {
    keepLanguage();
    followTheme();
    makeScrollable();
    showPlayground();
    nameParts();
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
  const parts = 'article pre, article pre code, article .table-responsive, article mjx-container';
  const look = () => {
    for (const part of document.querySelectorAll(parts)) {
      if (part.scrollWidth > part.clientWidth + 1) {
        part.tabIndex = 0;
      } else {
        part.removeAttribute('tabindex');
      }
    }
  };

  // DocFX is not awaited: it colours code and sets formulas after this, and the article grows.
  const article = document.querySelector('article');
  if (article) {
    new ResizeObserver(look).observe(article);
    for (const table of article.querySelectorAll('table')) {
      new ResizeObserver(look).observe(table);
    }
  }
}

/** What screen readers say of DocFX's frame: the logo stands beside its name, and there are several navigations. */
function nameParts() {
  document.getElementById('logo')?.setAttribute('alt', '');
  const names = { autocollapse: 'Site', toc: 'Pages', affix: 'Sections', breadcrumb: 'Here' };
  for (const [id, name] of Object.entries(names)) {
    document.getElementById(id)?.setAttribute('aria-label', name);
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
