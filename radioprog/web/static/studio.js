'use strict';
// What every page shares: choosing who acts, asking before what cannot be undone, files, work in progress.
(() => {
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const vi = document.documentElement.lang === 'vi';
  const say = (v, e) => (vi ? v : e);

  async function ask(address, options = {}) {
    const headers = { Accept: 'application/json', ...(options.headers || {}) };
    if (options.method === 'POST') headers['X-CSRF-Token'] = csrf;
    let answer;
    try {
      answer = await fetch(address, { ...options, headers });
    } catch {
      throw new Error(say('không nối được máy chủ; nó đang tắt hay mất mạng', 'the server cannot be reached'));
    }
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      const found = (told.findings || [])[0];
      const problem = new Error(found ? `${found.message}. ${found.remedy}` : `HTTP ${answer.status}`);
      problem.status = answer.status;
      problem.told = told;
      throw problem;
    }
    return told;
  }
  const send = (address, fields) =>
    ask(address, { method: 'POST', body: new URLSearchParams(fields) });

  for (const each of document.querySelectorAll('[data-send]')) {
    each.addEventListener('change', () => each.form.requestSubmit());
  }
  for (const form of document.querySelectorAll('form[data-sure]')) {
    form.addEventListener('submit', (event) => {
      if (!window.confirm(form.dataset.sure)) event.preventDefault();
    });
  }

  // A file that is chosen or dropped is sent as it is; what became of it is told beside its button.
  async function upload(file, address, told) {
    told.textContent = say(`đang gửi ${file.name} …`, `sending ${file.name} …`);
    try {
      const done = await ask(`${address}?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        body: file,
        headers: { 'Content-Type': 'application/octet-stream' },
      });
      told.textContent = done.said || say('xong', 'done');
      if (done.go) window.location = done.go;
      return done;
    } catch (problem) {
      told.textContent = problem.message;
      return null;
    }
  }
  for (const input of document.querySelectorAll('input[type="file"][data-to]')) {
    const told = document.getElementById(input.dataset.told);
    input.addEventListener('change', async () => {
      for (const file of input.files) {
        const done = await upload(file, input.dataset.to, told);
        if (done) document.dispatchEvent(new CustomEvent('uploaded', { detail: done }));
      }
      input.value = '';
    });
  }
  for (const zone of document.querySelectorAll('[data-drop]')) {
    const told = document.getElementById(zone.dataset.told);
    zone.addEventListener('dragover', (event) => {
      if ([...event.dataTransfer.types].includes('Files')) {
        event.preventDefault();
        zone.classList.add('over');
      }
    });
    zone.addEventListener('dragleave', () => zone.classList.remove('over'));
    zone.addEventListener('drop', async (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      zone.classList.remove('over');
      for (const file of event.dataTransfer.files) await upload(file, zone.dataset.drop, told);
    });
  }

  // Work in progress: asked for until it is done; a server that was started again says so.
  async function follow(box) {
    const bars = box.querySelector('.bars');
    const told = box.querySelector('.told');
    for (;;) {
      let state;
      try {
        state = await ask(`/jobs/${box.dataset.job}`);
      } catch (problem) {
        told.textContent = problem.message;
        if (problem.status) {
          box.querySelector('[data-again]')?.removeAttribute('hidden');
          return;
        }
        await new Promise((go) => setTimeout(go, 2000));
        continue;
      }
      bars.replaceChildren(
        ...state.rows.map((row) => {
          const line = document.createElement('li');
          const bar = document.createElement('progress');
          bar.max = 1;
          bar.value = row.share;
          bar.setAttribute('aria-label', `${row.name}: ${row.step}`);
          line.append(`${row.name}: ${row.step}`, document.createElement('br'), bar);
          return line;
        }),
      );
      if (state.done) {
        if (!state.failed && box.dataset.then) window.location = box.dataset.then;
        else told.textContent = state.findings.map((f) => `${f.message}. ${f.remedy}`).join(' ') || say('xong', 'done');
        return;
      }
      await new Promise((go) => setTimeout(go, 700));
    }
  }
  for (const box of document.querySelectorAll('[data-job]')) follow(box);

  window.studio = { ask, send, say, upload };
})();
