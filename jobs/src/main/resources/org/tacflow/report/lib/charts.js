// What every page shares: the data it carries, numbers as people read them, charts drawn when seen.
'use strict';
const tacflow = (() => {
  // Okabe and Ito's colours, told apart by people with any colour vision; shapes say the same twice.
  const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#555555', '#e69f00', '#56b4e9'];
  const SHAPES = ['circle', 'triangle-up', 'square', 'diamond', 'cross', 'triangle-down', 'stroke'];
  const CONFIG = {
    background: null,
    // A font by name: Vega measures its texts with it before they are drawn.
    font: 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif',
    view: {stroke: '#bbb'},
    axis: {labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e4e4e4'},
    legend: {labelFontSize: 12, titleFontSize: 12, symbolSize: 90, orient: 'bottom'},
    title: {fontSize: 13, anchor: 'start'},
    range: {category: COLOURS},
  };
  const drawn = new WeakMap();

  function data(id) {
    return JSON.parse(document.getElementById('data-' + id).textContent);
  }

  // Three significant digits, powers of ten only where a person would use them; a dash for nothing.
  function number(value, digits = 3) {
    if (value === null || value === undefined) return '–';
    if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value).replace('-', '−');
    const size = Math.abs(value);
    if (size < 1e-4 || size >= 1e6) return value.toExponential(digits - 1).replace('-', '−');
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return value.toFixed(Math.min(decimals, 8)).replace('-', '−');
  }

  // Two decimals as correlations are written, a real minus sign.
  function decimals(value, places = 2) {
    if (value === null || value === undefined) return '–';
    return value.toFixed(places).replace('-', '−');
  }

  function probability(value) {
    if (value === null || value === undefined) return '–';
    if (value < 0.0001) return value.toExponential(1).replace('-', '−');
    return value < 0.01 ? value.toFixed(4) : value.toFixed(3);
  }

  function draw(element) {
    const {spec, label} = drawn.get(element);
    const full = {...spec, config: {...CONFIG, ...spec.config}};
    if (full.width === 'container') {
      full.width = Math.max(160, element.clientWidth - 16);
      full.autosize = {type: 'fit-x', contains: 'padding', ...full.autosize};
    }
    const view = new vega.View(vega.parse(vegaLite.compile(full).spec), {renderer: 'svg'});
    element.replaceChildren();
    return view.initialize(element).runAsync().then(() => {
      const svg = element.querySelector('svg');
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', label);
      element.dataset.drawn = 'true';
      element.vegaView = view;
    });
  }

  const seen = new IntersectionObserver(
      entries => entries.filter(e => e.isIntersecting).forEach(e => {
        seen.unobserve(e.target);
        draw(e.target);
      }), {rootMargin: '300px'});

  // Declares a chart; it is drawn when it comes into view, and anew when it is declared again.
  function chart(element, label, spec) {
    element.classList.add('chart');
    drawn.set(element, {spec, label});
    seen.unobserve(element);
    seen.observe(element);
  }

  // Paper and a new width show every chart again.
  let width = window.innerWidth;
  window.addEventListener('resize', () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    document.querySelectorAll('.chart[data-drawn]').forEach(element => seen.observe(element));
  });
  window.addEventListener('beforeprint',
      () => document.querySelectorAll('.chart').forEach(element => drawn.has(element) && draw(element)));

  // An element with attributes and children; text stays text.
  function node(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  // Rows of a table that the page carries column by column; texts stand once in a dictionary.
  function rows(table) {
    const names = Object.keys(table.columns);
    const made = [];
    for (let r = 0; r < table.size; r++) {
      const row = {};
      for (const name of names) {
        const column = table.columns[name];
        row[name] = column.words
          ? (column.index[r] < 0 ? null : column.words[column.index[r]])
          : column[r];
      }
      made.push(row);
    }
    return made;
  }

  return {COLOURS, SHAPES, data, number, decimals, probability, chart, node, rows};
})();
