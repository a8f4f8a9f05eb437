// Runs before the first paint, so that a chosen theme does not flash in after the system's. `lib/theme.ts` writes it.
(function () {
  try {
    var theme = localStorage.getItem('devmentor.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Without storage the system's theme it is.
  }
})();
