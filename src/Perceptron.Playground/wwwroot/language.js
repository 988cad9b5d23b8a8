// The language of the page: that of the link, else the one that was chosen here before, else the browser's. Runs before anything is shown.
globalThis.pageLanguage = (() => {
  const known = { en: 'en', nb: 'nb', nn: 'nb', no: 'nb' };
  let chosen = null;
  try {
    chosen = localStorage.getItem('language');
  } catch {
    // The browser remembers nothing.
  }

  const preferred = () => known[chosen] ?? navigator.languages.map(name => known[name.split('-')[0]]).find(code => code) ?? 'en';
  const ofLink = location.hash.slice(1).split('&').map(pair => /^lang=(en|nb)$/.exec(pair)?.[1]).find(code => code);
  document.documentElement.lang = ofLink ?? preferred();
  return {
    preferred,
    remember: code => {
      chosen = code;
      try {
        localStorage.setItem('language', code);
      } catch {
        // It is remembered until the page is closed.
      }
    },
  };
})();
