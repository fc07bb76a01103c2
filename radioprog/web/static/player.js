'use strict';
// The player: the words follow the sound, a click on them leads to it, and its second goes into a note.
(() => {
  const player = document.getElementById('player');
  const take = document.getElementById('take-second');
  if (!player) {
    if (take) take.hidden = true;
    return;
  }
  const now = document.getElementById('now');
  const lines = [...document.querySelectorAll('.follow button')];
  const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s) % 60).padStart(2, '0')}`;
  let said = null;
  player.addEventListener('timeupdate', () => {
    const at = player.currentTime;
    const line = lines.find((each) => +each.dataset.start <= at && at < +each.dataset.end) || null;
    if (line === said) return;
    said?.parentElement.classList.remove('said');
    said = line;
    if (!line) return;
    line.parentElement.classList.add('said');
    now.textContent = line.textContent;
    const box = line.closest('.follow');
    const place = line.parentElement;
    if (!box.matches(':hover, :focus-within')) box.scrollTop = place.offsetTop - box.offsetTop - box.clientHeight / 3;
  });
  for (const line of lines) {
    line.addEventListener('click', () => {
      player.currentTime = +line.dataset.start;
      player.play().catch(() => {});
    });
  }
  const wave = document.getElementById('waveform');
  wave?.addEventListener('click', (event) => {
    const { left, plot, length } = wave.dataset;
    const share = (event.offsetX / wave.clientWidth - left) / plot;
    player.currentTime = Math.max(0, Math.min(1, share)) * length;
    player.play().catch(() => {});
  });
  take.addEventListener('click', () => {
    take.form.elements.second.value = clock(player.currentTime);
  });
})();
