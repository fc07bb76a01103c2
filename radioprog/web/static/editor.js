'use strict';
// The editor: draws what is written, asks what is to be said of it, mends by a click, saves by version.
(() => {
  const { ask, send, say } = window.studio;
  const $ = (id) => document.getElementById(id);
  const area = $('text');
  const paper = area.parentElement;
  const drawn = paper.querySelector('pre');
  const told = $('told');
  const name = area.dataset.name;
  const key = `radioprog:${location.host}:${name}`;
  const windowId = Math.random().toString(36).slice(2) + Date.now().toString(36);
  let base = area.dataset.sha256;
  let saved = area.value;
  let judged = { findings: [], sentences: [], segments: [] };
  let marks = new Map();

  // --- drawing ---

  const token = (text, kind) => {
    if (!kind) return document.createTextNode(text);
    const made = document.createElement('span');
    made.className = kind;
    made.textContent = text;
    return made;
  };
  const speakers = new RegExp('^([^:\\[\\]{}#/]{1,40})(:)', 'u');

  function pieces(line, front) {
    if (front) return [token(line, 't-front')];
    if (/^\s*(\/\/|<!--)/.test(line)) return [token(line, 't-note')];
    if (/^#{1,6}\s/.test(line)) return [token(line, 't-head')];
    const made = [];
    let rest = line;
    const who = speakers.exec(rest);
    if (who && names().has(who[1].trim())) {
      made.push(token(who[0], 't-name'));
      rest = rest.slice(who[0].length);
    }
    for (const part of rest.split(/(\[[^\]]*\]|\([^)]*\)|\{[^}]*\})/)) {
      if (/^\[/.test(part) || /^\(nghỉ|^\(pause/.test(part)) made.push(token(part, 't-cue'));
      else if (/^\{/.test(part)) made.push(token(part, 't-say'));
      else if (part) made.push(token(part, ''));
    }
    return made;
  }

  let nameText = null;
  let nameSet = new Set();
  function names() {
    const head = area.value.split(/^---\s*$/m, 2)[1] || '';
    if (head !== nameText) {
      nameText = head;
      nameSet = new Set([...head.matchAll(/^\s+([^:\n]+):/gm)].map((m) => m[1].trim().replace(/^["']|["']$/g, '')));
    }
    return nameSet;
  }

  let lineNodes = [];
  let lineTexts = [];
  function draw() {
    const lines = area.value.split('\n');
    let fences = 0;
    let closed = false;
    const here = cursorLine();
    lines.forEach((line, at) => {
      if (fences < 2 && /^---\s*$/.test(line)) fences += 1;
      const front = fences === 1 || (fences === 2 && !closed);
      if (fences === 2) closed = true;
      const state = `${marks.get(at + 1) || ''}${at + 1 === here ? ' here' : ''}`;
      const same = `${front}|${state}|${line}`;
      if (lineTexts[at] === same && lineNodes[at]) return;
      const node = document.createElement('span');
      node.className = `l ${state}`;
      node.dataset.n = at + 1;
      node.append(...pieces(line, front), '\u200b');
      if (lineNodes[at]) lineNodes[at].replaceWith(node);
      else drawn.append(node);
      lineNodes[at] = node;
      lineTexts[at] = same;
    });
    while (lineNodes.length > lines.length) {
      lineNodes.pop().remove();
      lineTexts.pop();
    }
    paper.classList.add('drawn');
    area.style.height = 'auto';
    area.style.height = `${Math.max(area.scrollHeight, drawn.scrollHeight)}px`;
  }

  const cursorLine = () => area.value.slice(0, area.selectionStart).split('\n').length;

  // --- what is said of it ---

  let number = 0;
  let timer = 0;
  let running = null;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(judge, 150);
  }

  async function judge() {
    const mine = ++number;
    running?.abort();
    running = new AbortController();
    const begun = performance.now();
    let found;
    try {
      found = await ask('/judge', {
        method: 'POST',
        signal: running.signal,
        body: new URLSearchParams({ name, text: area.value, window: windowId, who: area.dataset.who }),
      });
    } catch (problem) {
      if (mine === number) tell(problem.message);
      return;
    }
    if (mine !== number) return;
    judged = found;
    paper.dataset.took = Math.round(performance.now() - begun);
    show();
    presence(found);
  }

  function show() {
    marks = new Map();
    const own = judged.findings.filter((f) => f.line);
    for (const found of own) {
      if (found.severity === 'error') marks.set(found.line, 'error');
      else if (found.severity === 'warning' && !marks.has(found.line)) marks.set(found.line, 'warning');
    }
    const weight = { error: 0, warning: 1, info: 2 };
    const sorted = [...judged.findings].sort((a, b) => weight[a.severity] - weight[b.severity] || (a.line || 0) - (b.line || 0));
    $('findings').replaceChildren(...sorted.map(row));
    const count = (s) => judged.findings.filter((f) => f.severity === s).length;
    $('count').textContent = say(
      `${count('error')} lỗi, ${count('warning')} chỗ nên xem`,
      `${count('error')} errors, ${count('warning')} warnings`,
    );
    length();
    reading();
    draw();
  }

  function row(found) {
    const item = document.createElement('li');
    item.className = found.severity;
    if (found.line) {
      const to = document.createElement('button');
      to.className = 'at';
      to.textContent = say(`Dòng ${found.line}`, `Line ${found.line}`);
      to.addEventListener('click', () => goTo(found.line, found.column || 1));
      item.append(to, ': ');
    }
    item.append(found.message);
    if (found.remedy) {
      const remedy = document.createElement('span');
      remedy.className = 'remedy';
      remedy.textContent = found.remedy;
      item.append(remedy);
    }
    if (found.mends.length) {
      const line = document.createElement('div');
      line.className = 'row';
      for (const mend of found.mends) {
        const button = document.createElement('button');
        button.className = 'plain small mend';
        button.textContent = say(`Sửa thành ${mend.to}`, `Put ${mend.to}`);
        button.addEventListener('click', () => apply(mend));
        line.append(button);
      }
      item.append(line);
    }
    return item;
  }

  // Columns count whole letters, as people do; a text in the browser counts halves of some.
  function offset(line, column) {
    const lines = area.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    return before + [...(lines[line - 1] || '')].slice(0, column - 1).join('').length;
  }

  function goTo(line, column) {
    const at = offset(line, column);
    area.focus();
    area.setSelectionRange(at, at);
    lineNodes[line - 1]?.scrollIntoView({ block: 'center' });
    moved();
  }

  function apply(mend) {
    let at = offset(mend.line, mend.column);
    if (area.value.slice(at, at + mend.from.length) !== mend.from) {
      const begin = offset(mend.line, 1);
      const inLine = area.value.slice(begin).split('\n')[0].indexOf(mend.from);
      if (inLine < 0) return;
      at = begin + inLine;
    }
    area.focus();
    area.setSelectionRange(at, at + mend.from.length);
    insert(mend.to);
  }

  function insert(text) {
    // In this way the browser's own undo takes it back.
    if (!document.execCommand('insertText', false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
      changed();
    }
  }

  const clock = (s) => `${Math.floor(Math.round(s) / 60)}:${String(Math.round(s) % 60).padStart(2, '0')}`;
  function length() {
    const box = $('length');
    if (judged.length === null || judged.length === undefined) {
      box.textContent = say('sửa hết lỗi thì mới ước được', 'known once the errors are mended');
    } else {
      let words = say(`khoảng ${clock(judged.length)}`, `about ${clock(judged.length)}`);
      if (judged.target) {
        const over = judged.length - judged.target;
        const by = clock(Math.abs(over));
        words += say(`, đích ${clock(judged.target)}: `, ` of ${clock(judged.target)}: `);
        words += Math.abs(over) < 1 ? say('vừa', 'fits') : over > 0 ? say(`dài quá ${by}`, `${by} too long`) : say(`còn thiếu ${by}`, `${by} short`);
      }
      box.textContent = words;
    }
    $('segments').replaceChildren(
      ...judged.segments.map((each) => {
        const item = document.createElement('li');
        const to = document.createElement('button');
        to.className = 'at';
        to.textContent = each.title;
        to.addEventListener('click', () => goTo(each.line, 1));
        item.append(`${clock(each.start)} `, to, ` (${clock(each.length)})`);
        return item;
      }),
    );
  }

  function reading() {
    const line = cursorLine();
    const said = judged.sentences.filter((each) => each.line === line);
    $('reading').textContent = said.map((each) => each.spoken).join(' ') || say('(dòng này không có lời đọc)', '(nobody speaks here)');
  }

  // --- who else, and which version ---

  function presence(found) {
    let text = '';
    if (found.sha256 !== base) {
      text = say('Kịch bản đã được lưu từ nơi khác; ở đây chưa mất gì, xem các bản đã lưu trước khi lưu.', 'Saved elsewhere meanwhile; nothing is lost here, look at the versions before you save.');
    } else if (found.others.length) {
      text = say(`${found.others.join(', ')} cũng đang mở kịch bản này.`, `${found.others.join(', ')} has this script open too.`);
    }
    if ($('others').textContent !== text) $('others').textContent = text;
  }
  setInterval(async () => {
    try {
      const more = new URLSearchParams({ window: windowId, who: area.dataset.who });
      presence(await ask(`/here/${name.split('/').map(encodeURIComponent).join('/')}?${more}`));
    } catch (problem) {
      tell(problem.message);
    }
  }, 8000);

  const tell = (text) => {
    told.textContent = text;
  };

  async function save() {
    const text = area.value;
    tell(say('đang lưu …', 'saving …'));
    try {
      const done = await send(`/save/${name.split('/').map(encodeURIComponent).join('/')}`, { text, sha256: base });
      base = done.sha256;
      saved = text;
      localStorage.removeItem(key);
      tell(done.said);
    } catch (problem) {
      tell(problem.message);
    }
  }

  // What is not saved yet is kept by the browser as well: a server that is killed takes nothing along.
  function keep() {
    try {
      if (area.value === saved) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ text: area.value, base }));
    } catch {
      // the browser keeps nothing: then it is as if there were no second net
    }
  }
  function offerKept() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(key));
    } catch {
      kept = null;
    }
    if (!kept || kept.text === area.value) return;
    const box = document.createElement('p');
    box.className = 'notice';
    box.id = 'kept';
    const back = document.createElement('button');
    back.className = 'plain small';
    back.textContent = say('Lấy lại', 'Bring it back');
    back.addEventListener('click', () => {
      area.focus();
      area.select();
      insert(kept.text);
      box.remove();
    });
    box.append(say('Trình duyệt còn giữ phần chưa lưu của kịch bản này. ', 'The browser has kept what was not saved of this script. '), back);
    paper.before(box);
  }

  // --- to be heard ---

  async function hear(address, fields, button) {
    button.disabled = true;
    tell(say('đang đọc …', 'speaking …'));
    try {
      const made = await send(address, { name, text: area.value, ...fields });
      const player = $('heard');
      player.hidden = false;
      player.src = made.sound;
      player.play().catch(() => {});
      tell('');
    } catch (problem) {
      tell(problem.message);
    }
    button.disabled = false;
  }
  const hearLine = () => hear('/hear-line', { line: cursorLine() }, $('hear-line'));
  $('hear-line').addEventListener('click', hearLine);
  $('hear-segment').addEventListener('click', () => {
    const before = area.value.split('\n').slice(0, cursorLine());
    const count = before.filter((line) => /^#\s/.test(line)).length;
    hear('/hear-segment', { segment: Math.max(1, count) }, $('hear-segment'));
  });

  // --- recordings ---

  async function assets() {
    try {
      const found = await ask('/assets');
      $('assets').replaceChildren(...found.assets.map(asset));
    } catch (problem) {
      tell(problem.message);
    }
  }
  function asset(each) {
    const item = document.createElement('li');
    const put = document.createElement('button');
    put.className = 'plain small';
    put.textContent = say('Chèn', 'Insert');
    put.setAttribute('aria-label', say(`Chèn ${each.name}`, `Insert ${each.name}`));
    put.addEventListener('click', () => {
      const end = area.value.indexOf('\n', area.selectionStart);
      const at = end < 0 ? area.value.length : end;
      area.focus();
      area.setSelectionRange(at, at);
      insert(`\n\n[${$('cue').value}: ${each.name}]\n`);
    });
    const player = document.createElement('audio');
    player.controls = true;
    player.preload = 'none';
    player.src = each.sound;
    const about = document.createElement('small');
    item.append(put, ' ', each.name, about, player);
    item.shape = [each.shape, about];
    seen.observe(item);
    return item;
  }
  // What a recording looks like is asked for once its line is seen: a list may be long.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      ask(target.shape[0]).then((found) => picture(target, found), () => {});
    }
  });
  function picture(item, found) {
    if (found.length) item.shape[1].textContent = ` ${clock(found.length)}`;
    if (!found.peaks.length) return;
    const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    made.setAttribute('viewBox', `0 0 ${found.peaks.length} 40`);
    made.setAttribute('preserveAspectRatio', 'none');
    made.setAttribute('class', 'shape');
    made.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    const bar = (p, x) => `M${x + 0.5} ${20 - 20 * Math.max(p, 0.01)}V${20 + 20 * Math.max(p, 0.01)}`;
    path.setAttribute('d', found.peaks.map(bar).join(''));
    made.append(path);
    item.querySelector('audio').before(made);
  }
  $('picker').addEventListener('toggle', () => $('picker').open && assets());
  document.addEventListener('uploaded', assets);

  // --- keys ---

  function changed() {
    draw();
    keep();
    later();
  }
  let before = 0;
  function moved() {
    const line = cursorLine();
    if (line === before) return;
    before = line;
    reading();
    draw();
  }
  area.addEventListener('input', changed);
  document.addEventListener('selectionchange', () => document.activeElement === area && moved());
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === 's') {
      event.preventDefault();
      save();
    } else if (event.key === 'Enter' && document.activeElement === area) {
      event.preventDefault();
      hearLine();
    }
  });
  $('save').addEventListener('click', save);
  window.addEventListener('beforeunload', (event) => {
    if (area.value !== saved) event.preventDefault();
  });
  window.addEventListener('resize', draw);
  draw();
  offerKept();
  judge();
})();
