// The colours, before anything is painted: those chosen here, or those of the system.

const dark = matchMedia('(prefers-color-scheme: dark)');

function paint() {
  document.documentElement.dataset.theme = localStorage.getItem('console-theme') || (dark.matches ? 'dark' : 'light');
}

dark.addEventListener('change', paint);
paint();
