// The playground in the pages. Where it lies beside them (docs/site.cs puts it there), the pictures of it become the playground itself,
// and the bar on top leads to it. Elsewhere the pictures stay, and lead to the page about it.
export async function showPlayground() {
  const root = document.querySelector('meta[name="docfx:rel"]')?.content ?? '';
  let folder = null;
  try {
    folder = (await (await fetch(`${root}public/playground.json`)).json()).folder;
  } catch {
    // The pages were opened as files.
  }

  if (folder) {
    const language = document.documentElement.lang === 'nb' ? 'nb' : 'en';
    const address = link => `${root}${folder}#${[link, `lang=${language}`].filter(part => part).join('&')}`;
    document.querySelectorAll('.playground[data-link]').forEach(part => embed(part, address, language));
    leadTo(address(''));
  }
}

/** data-link: what stands behind # in a link to the playground. data-heights: in pixels, of a wide frame, a narrower one, and one on a phone. */
function embed(part, address, language) {
  const { link, heights } = part.dataset;
  const [wide, middle, narrow] = heights.split(' ');
  const frame = document.createElement('iframe');
  frame.title = part.querySelector('img').alt;
  frame.loading = 'lazy';
  frame.src = address(link);
  frame.style.setProperty('--wide', `${wide}px`);
  frame.style.setProperty('--middle', `${middle}px`);
  frame.style.setProperty('--narrow', `${narrow}px`);

  const open = document.createElement('a');
  open.href = address(link.split('&').filter(pair => !pair.startsWith('hide=')).join('&'));
  open.target = '_blank';
  open.textContent = language === 'nb' ? 'Åpne i lekeplassen' : 'Open in the playground';
  part.replaceChildren(frame, open);
}

/** DocFX draws the bar on top when it likes, and again. */
function leadTo(address) {
  const bar = document.querySelector('header') ?? document.body;
  const lead = () => bar.querySelectorAll('a[href$="how-to/playground.html"]').forEach(link => { link.href = address; });
  new MutationObserver(lead).observe(bar, { childList: true, subtree: true });
  lead();
}
