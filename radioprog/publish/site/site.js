// The site's only script: search, today's list, captions that follow. Nothing is loaded from
// elsewhere, and text is only ever put in as text.
(function () {
  "use strict";
  var MOST = 60;

  // Without tones and the marks of vowels; đ is a letter of its own and stays.
  function toneless(text) {
    return marked(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function fold(text) {
    return toneless(text).replace(/đ/g, "d");
  }

  // One spelling where tone marks may stand in two places: hoà = hòa, thuý = thúy.
  function marked(text) {
    var apart = text.replace(/\u00d0/g, "\u0110").normalize("NFD").toLowerCase();
    apart = apart.replace(
      /(o)([ae])([\u0300\u0301\u0303\u0309\u0323])(?![a-z\u0300-\u036fđ])/g, "$1$3$2");
    apart = apart.replace(
      /(u)(y)([\u0300\u0301\u0303\u0309\u0323])(?![a-z\u0300-\u036fđ])/g, "$1$3$2");
    return apart.normalize("NFC");
  }

  function words(text) {
    return text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  }

  // How well one word asked for is met by the words of a text. The marks of a word that was typed
  // with marks count; one without any means all words that look like it.
  function met(asked, folded, exact, plain) {
    var best = 0, half = toneless(asked);
    for (var i = 0; i < plain.length; i++) {
      var whole = plain[i] === folded, word = exact[i] || "";
      if (!whole && plain[i].indexOf(folded) !== 0) continue;
      var same = asked === folded ? 0
        : word.indexOf(asked) === 0 ? 3
        : half !== folded && toneless(word).indexOf(half) === 0 ? 1 : 0;
      best = Math.max(best, (whole ? 2 : 1) + same);
    }
    return best;
  }

  function prepared(rows) {
    return rows.map(function (row) {
      var all = row[2] + " " + row[3] + " " + row[4];
      return {
        row: row,
        title: words(marked(row[2])), plainTitle: words(fold(row[2])),
        all: words(marked(all)), plainAll: words(fold(all)),
        joined: words(fold(row[2])).join("")
      };
    });
  }

  // Whether words stand side by side in a text.
  function within(text, some) {
    return (" " + text.join(" ") + " ").indexOf(" " + some.join(" ") + " ") >= 0;
  }

  function found(index, query) {
    var asked = words(marked(query)), folded = words(fold(query));
    var together = folded.join("");
    var hits = [];
    if (!asked.length) return hits;
    index.forEach(function (each, order) {
      var score = 0, missed = false;
      for (var i = 0; i < asked.length && !missed; i++) {
        var inTitle = met(asked[i], folded[i], each.title, each.plainTitle);
        var anywhere = inTitle || met(asked[i], folded[i], each.all, each.plainAll);
        missed = !anywhere;
        score += inTitle * 3 + anywhere;
      }
      if (missed && together.length > 3 && each.joined.indexOf(together) >= 0) {
        missed = false;
        score = together.length / each.joined.length;
      }
      if (missed) return;
      if (within(each.plainTitle, folded)) score += 4;
      score += asked.length / (each.title.length + 1);
      hits.push({ row: each.row, score: score, order: order });
    });
    hits.sort(function (a, b) { return b.score - a.score || a.order - b.order; });
    return hits;
  }

  function made(name, text, look) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (look) element.className = look;
    return element;
  }

  function search() {
    var place = document.getElementById("ket-qua"), field = document.getElementById("q");
    if (!place || !field) return;
    var index = null, loading = false;
    var kinds = place.dataset.kinds.split("|"), pages = document.body.dataset.pages;

    function show() {
      var query = field.value.trim(), list = place.querySelector("ol");
      list.textContent = "";
      place.hidden = !query;
      if (!query) return;
      if (!index) { load(); return; }
      var hits = found(index, query), count = place.querySelector(".count");
      var told = hits.length > MOST ? place.dataset.many
        : hits.length ? place.dataset.some : place.dataset.none;
      count.textContent = told.replace("{n}", hits.length).replace("{m}", MOST);
      hits.slice(0, MOST).forEach(function (hit) {
        var item = made("li"), link = made("a", hit.row[2]);
        link.href = pages + hit.row[1];
        item.append(link, " ", made("span", kinds[hit.row[0]], "kind"));
        if (hit.row[3]) item.append(made("small", hit.row[3]));
        list.append(item);
      });
    }

    function load() {
      if (loading) return;
      loading = true;
      var script = document.createElement("script");
      script.src = place.dataset.index;
      script.onload = function () { index = prepared(window.RADIOPROG_INDEX || []); show(); };
      document.head.append(script);
    }

    field.value = new URLSearchParams(location.search).get("q") || field.value;
    field.addEventListener("input", show);
    field.form.addEventListener("submit", function (event) {
      event.preventDefault();
      show();
      remember(field.value.trim());
      place.scrollIntoView({ block: "nearest" });
    });
    show();
  }

  // Keep what was asked in the address, so that it can be shared; a file's address may not change.
  function remember(query) {
    if (location.protocol === "file:") return;
    history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
  }

  function today() {
    var place = document.getElementById("hom-nay");
    if (!place) return;
    var now;
    try {
      now = new Intl.DateTimeFormat("en-CA", {
        timeZone: place.dataset.zone, year: "numeric", month: "2-digit", day: "2-digit"
      }).format(new Date());
    } catch (problem) { return; }
    var day = document.querySelector('[data-day="' + now + '"]');
    var days = document.querySelectorAll("[data-day]");
    var into = place.querySelector(".today-list");
    if (day) {
      day.classList.add("is-today");
      Array.prototype.forEach.call(day.children, function (child) {
        into.append(child.tagName === "H4" ? made("p", child.textContent, "note")
          : child.cloneNode(true));
      });
    } else if (days.length && now > days[days.length - 1].dataset.day) {
      into.append(made("p", place.dataset.old, "notice"));
    } else return;
    place.hidden = false;
  }

  function player() {
    var audio = document.getElementById("player");
    if (!audio) return;
    var said = document.querySelectorAll(".transcript [data-s]");
    var now = document.querySelector(".now"), wave = document.querySelector(".wave"), last = null;

    function go(seconds) {
      if (audio.readyState > 0) audio.currentTime = seconds;
      else audio.addEventListener("loadedmetadata", function () { audio.currentTime = seconds; },
        { once: true });
      var begun = audio.play();
      if (begun) begun.catch(function () { /* the browser waits for a press of its own button */ });
    }

    function follow() {
      var at = audio.currentTime, next = null, low = 0, high = said.length - 1;
      while (low <= high) {
        var middle = (low + high) >> 1;
        if (Number(said[middle].dataset.s) <= at + 0.05) { next = said[middle]; low = middle + 1; }
        else high = middle - 1;
      }
      if (next && Number(next.dataset.e) + 1.5 < at) next = null;
      if (next === last) return;
      if (last) last.classList.remove("said");
      if (next) next.classList.add("said");
      if (now) now.textContent = next ? next.textContent : "";
      last = next;
    }

    function moment() {
      var match = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
      return match ? Number(match[1]) : null;
    }

    document.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("a.t") : null;
      if (!link) return;
      event.preventDefault();
      go(Number(link.dataset.t));
    });
    audio.addEventListener("timeupdate", follow);
    audio.addEventListener("seeked", follow);
    if (wave && audio.dataset.length) {
      wave.addEventListener("click", function (event) {
        var box = wave.getBoundingClientRect();
        var part = (event.clientX - box.left) / box.width;
        part = (part - Number(wave.dataset.left)) / Number(wave.dataset.plot);
        if (part >= 0 && part < 1) go(Number(audio.dataset.length) * part);
      });
    }
    if (moment() !== null) go(moment());
    window.addEventListener("hashchange", function () { if (moment() !== null) go(moment()); });
  }

  function choosing() {
    var audio = document.getElementById("player"), title = document.querySelector(".playing b");
    if (!audio || !title) return;
    Array.prototype.forEach.call(document.querySelectorAll("button.play"), function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        audio.src = button.dataset.src;
        audio.setAttribute("aria-label", button.dataset.title);
        title.textContent = button.dataset.title;
        var begun = audio.play();
        if (begun) begun.catch(function () { /* the browser waits for its own button */ });
      });
    });
  }

  function printing() {
    Array.prototype.forEach.call(document.querySelectorAll("button.print"), function (button) {
      button.addEventListener("click", function () { window.print(); });
    });
  }

  search();
  // What is no longer in force goes, also from a page that was opened before.
  function alerts() {
    document.querySelectorAll("[data-until]").forEach(function (each) {
      if (Date.parse(each.dataset.until) <= Date.now()) { each.hidden = true; }
    });
  }
  alerts();
  setInterval(alerts, 30000);
  today();
  player();
  choosing();
  printing();
})();
