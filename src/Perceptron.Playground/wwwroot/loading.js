// The runtime reports its progress in a custom property. Screen readers get it from there too.
const bar = document.getElementById('load-progress');
const timer = setInterval(() => {
  const text = getComputedStyle(document.documentElement).getPropertyValue('--blazor-load-percentage');
  if (!bar.isConnected) {
    clearInterval(timer);
  } else if (text) {
    bar.value = parseFloat(text);
  }
}, 100);
