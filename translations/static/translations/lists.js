// A page of background work: keep its bar up to date, and load it anew at the end.
(() => {
  const bar = document.querySelector("[data-job-progress]");
  if (!bar) return;
  const text = document.getElementById("job-text");
  const look = async () => {
    try {
      const response = await fetch(bar.dataset.jobProgress, {
        headers: { Accept: "application/json" },
      });
      if (!response.ok) return;
      const job = await response.json();
      bar.max = job.total;
      bar.value = job.ended;
      if (text.textContent !== job.text) text.textContent = job.text;
      if (job.is_finished) {
        window.location.reload();
        return;
      }
    } catch {
      // The network is away for a moment; the next look may succeed.
    }
    window.setTimeout(look, 2000);
  };
  window.setTimeout(look, 1000);
})();
