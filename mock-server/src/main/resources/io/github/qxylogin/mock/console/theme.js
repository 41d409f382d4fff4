// Sets the theme before the first paint: the chosen one, or the system's.

const dark = matchMedia('(prefers-color-scheme: dark)');

function paint() {
  document.documentElement.dataset.theme = localStorage.getItem('console-theme') || (dark.matches ? 'dark' : 'light');
}

dark.addEventListener('change', paint);
paint();
