// Runs before the first paint: the theme, then the wasm. Everything else of the site is Rust.
(() => {
  const html = document.documentElement, { js, wasm } = html.dataset;
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
  } catch { /* storage may be blocked: the system's theme stands */ }
  if (!js) return;
  // A module with one v128 constant: browsers without SIMD keep the page as it is without JavaScript.
  const simd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(simd)) {
    html.dataset.engine = 'unsupported';
    return;
  }
  html.dataset.engine = 'live';
  // What a person enters before the wasm starts is handed over. What a browser restores fires no such event.
  let entered = false;
  addEventListener('input', () => { entered = true; }, { capture: true, once: true });
  const hand = () => {
    const form = document.getElementById('search');
    if (entered && form) html.dataset.entered = new URLSearchParams(new FormData(form));
  };
  const start = () => import(js).then(m => m.default({ module_or_path: wasm }).then(() => { hand(); m.start(); }))
    .catch(() => { html.dataset.engine = 'failed'; });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
