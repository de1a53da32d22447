// The cohort page: outcomes by group, correlations with their people, forest plots, plain grids.
'use strict';
(() => {
  const {node, data, rows, number, decimals, probability, chart, SHAPES, COLOURS} = tacflow;
  const GENOTYPES = ['HAB', 'MAB', 'LAB', 'unknown'];
  const settings = data('settings');
  const cohort = rows(data('cohort'));
  const scores = data('scores');
  const cases = data('cases');
  const genotype = scan => cohort[scan].genotype ?? 'unknown';
  const shapeOfGenotype = {
    field: 'genotype', type: 'nominal', title: 'Genotype', legend: null,
    scale: {domain: GENOTYPES, range: [SHAPES[0], SHAPES[1], SHAPES[2], SHAPES[4]]},
  };
  const colourOfGenotype = {
    field: 'genotype', type: 'nominal', title: 'Genotype', legend: null,
    scale: {domain: GENOTYPES, range: [COLOURS[0], COLOURS[1], COLOURS[2], COLOURS[4]]},
  };

  function outcomeTitle(one) {
    const unit = one.unit && one.unit !== '1' ? ` (${one.unit})` : '';
    return `${one.outcome}${unit}`;
  }

  function measureOf(one) {
    const reference = one.reference_region ? ` to ${one.reference_region}` : '';
    const window = one.window_begin && /SUV|FUR/.test(one.model) ? `, ${+one.window_begin}–${+one.window_end} min` : '';
    return `${one.tracer} · ${one.model === one.outcome ? '' : one.model + ' '}${one.outcome}${reference}${window}`;
  }

  // A select with its label; calls back with the value chosen.
  function choice(bar, name, title, values, first, chosen) {
    const select = node('select', {'data-choice': name},
        ...values.map(v => node('option', {value: v}, v)));
    select.value = values.includes(first) ? first : values[0];
    select.addEventListener('change', () => chosen(select.value));
    bar.append(node('label', {}, title, select));
    return select;
  }

  // One legend for all charts of a place, in the marks that they use.
  function legend() {
    const sign = {HAB: '●', MAB: '▲', LAB: '■', unknown: '✚'};
    const present = GENOTYPES.filter(g => cohort.some(p => (p.genotype ?? 'unknown') === g));
    return node('p', {class: 'legend'}, 'Genotype: ', ...present.map(g => {
      const mark = node('span', {'aria-hidden': 'true'}, sign[g]);
      mark.style.color = colourOfGenotype.scale.range[GENOTYPES.indexOf(g)];
      return node('span', {}, mark, ' ' + g);
    }));
  }

  const unique = values => [...new Set(values)];

  // ---- Regional outcomes -------------------------------------------------------------------

  function outcomes() {
    const place = document.getElementById('outcome-charts');
    if (cases.length === 0) {
      place.replaceChildren(node('p', {}, 'None: no outcome was computed (see table regional_outcomes).'));
      return;
    }
    const bar = node('div', {class: 'filters', role: 'group', 'aria-label': 'What the outcome charts show'});
    const charts = node('div', {class: 'charts'});
    const measures = unique(cases.map(measureOf));
    const measure = choice(bar, 'measure', 'Outcome', measures, measures[0], render);
    const estimate = choice(bar, 'estimate', 'Estimate', unique(cases.map(c => c.estimate)).sort().reverse(),
        settings.primary, render);
    const sites = unique(cohort.map(p => p.site).filter(s => s !== null));
    const by = choice(bar, 'by', 'By', ['disease', 'subgroup', ...(sites.length > 1 ? ['site'] : [])], 'disease', render);
    const harmonised = cases.some(c => c.measured);
    const which = harmonised ? choice(bar, 'values', 'Values', ['harmonised', 'as measured'], 'harmonised', render) : null;

    function group(person) {
      if (by.value === 'subgroup') return person.subgroup ? `${person.disease} ${person.subgroup}` : person.disease;
      return person[by.value] ?? 'unknown';
    }

    function spec(one) {
      const values = which && which.value === 'as measured' ? one.measured : one.values;
      const points = [];
      values.forEach((value, scan) => {
        if (value !== null) {
          const person = cohort[scan];
          points.push({group: group(person), value, genotype: genotype(scan), scan: person.scan,
            // The golden ratio spreads neighbours evenly, and the same way at every opening.
            spread: ((scan * 0.618034) % 1) - 0.5});
        }
      });
      const groups = unique(points.map(p => p.group)).sort((a, b) =>
        (b === settings.control) - (a === settings.control) || a.localeCompare(b));
      const x = {field: 'group', type: 'nominal', sort: groups, title: null, axis: {labelAngle: groups.length > 5 ? -40 : 0}};
      return {
        data: {values: points}, width: 'container', height: 190,
        encoding: {y: {field: 'value', type: 'quantitative', title: outcomeTitle(one), scale: {zero: false, nice: true}}},
        layer: [
          {mark: {type: 'point', filled: true, size: 42, opacity: 0.75},
            encoding: {x, xOffset: {field: 'spread', type: 'quantitative', scale: {domain: [-0.9, 0.9]}},
              shape: shapeOfGenotype, color: colourOfGenotype,
              tooltip: [{field: 'scan'}, {field: 'genotype'}, {field: 'value', type: 'quantitative', format: '.4'}]}},
          {mark: {type: 'tick', thickness: 2.5, color: '#000', width: 36},
            encoding: {x, xOffset: {datum: 0}, y: {field: 'value', aggregate: 'median', type: 'quantitative'}}},
        ],
      };
    }

    function render() {
      const shown = cases.filter(c => measureOf(c) === measure.value && c.estimate === estimate.value);
      charts.replaceChildren(...shown.map(one => {
        const plot = node('div', {'data-region': one.region});
        chart(plot, `${one.region}: ${measure.value} by ${by.value}`, spec(one));
        return node('figure', {}, node('figcaption', {}, one.region), plot);
      }));
      if (shown.length === 0) charts.append(node('p', {}, 'No region has this outcome with this estimate.'));
    }

    place.replaceChildren(bar, legend(), charts);
    render();
  }

  // ---- Correlations ------------------------------------------------------------------------

  // Outcome and score of the people behind a row; z scores where the row correlates them.
  function pointsOf(row) {
    const one = cases[row.case];
    const values = row.adjustment === 'zscore' ? one.z : one.values;
    return people[row.people].map(scan =>
      ({x: scores[row.scale][scan], y: values[scan], genotype: genotype(scan), scan: cohort[scan].scan}));
  }

  // The line behind Pearson's coefficient: y = a_g + b x, one slope, an intercept per genotype held
  // constant, with its interval t s sqrt(1/n_g + (x − mean_g)²/Sxx); no line where more is held.
  function lines(row, points) {
    const held = (row.covariates ?? '').split(' ').filter(c => c !== '');
    const byGenotype = held.length === 1 && held[0] === 'rs6971';
    if (row.method !== 'pearson' || row.r === null || row.adjustment === 'stratified' || (held.length > 0 && !byGenotype)) return [];
    const logged = row.transform === 'log';
    const groups = new Map();
    for (const p of points) {
      const key = byGenotype ? p.genotype : 'all';
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push({x: p.x, y: logged ? Math.log(p.y) : p.y});
    }
    let sxx = 0;
    let sxy = 0;
    const means = new Map();
    for (const [key, list] of groups) {
      const mx = list.reduce((s, p) => s + p.x, 0) / list.length;
      const my = list.reduce((s, p) => s + p.y, 0) / list.length;
      means.set(key, {mx, my, n: list.length});
      list.forEach(p => { sxx += (p.x - mx) ** 2; sxy += (p.x - mx) * (p.y - my); });
    }
    const df = points.length - groups.size - 1;
    if (!(sxx > 0) || df < 1) return [];
    const slope = sxy / sxx;
    let rss = 0;
    for (const [key, list] of groups) {
      const {mx, my} = means.get(key);
      list.forEach(p => { rss += (p.y - my - slope * (p.x - mx)) ** 2; });
    }
    const s = Math.sqrt(rss / df);
    const made = [];
    for (const [key, list] of groups) {
      const {mx, my, n} = means.get(key);
      const low = Math.min(...list.map(p => p.x));
      const high = Math.max(...list.map(p => p.x));
      if (!(high > low)) continue;
      for (let k = 0; k <= 24; k++) {
        const x = low + (high - low) * k / 24;
        const y = my + slope * (x - mx);
        const half = settings.t[df] * s * Math.sqrt(1 / n + (x - mx) ** 2 / sxx);
        const back = logged ? Math.exp : v => v;
        made.push({line: key, x, fit: back(y), low: back(y - half), high: back(y + half)});
      }
    }
    return made;
  }

  function scatter(row, height) {
    const points = pointsOf(row);
    const fitted = lines(row, points);
    const one = cases[row.case];
    const title = row.adjustment === 'zscore' ? `${one.outcome}, z of controls` : outcomeTitle(one);
    const scale = row.transform === 'log' ? {type: 'log', nice: true, padding: 8} : {zero: false, nice: true, padding: 8};
    const line = {field: 'line', type: 'nominal', legend: null};
    return {
      width: 'container', height,
      encoding: {x: {type: 'quantitative', title: row.scale, scale: {zero: false, nice: true, padding: 10}, axis: {tickCount: 6}},
        y: {type: 'quantitative', title, scale, axis: row.transform === 'log' ? {tickCount: 5} : {}}},
      layer: [
        {data: {values: fitted}, mark: {type: 'area', opacity: 0.13, color: '#444', clip: true},
          encoding: {x: {field: 'x'}, y: {field: 'low'}, y2: {field: 'high'}, detail: line}},
        {data: {values: fitted}, mark: {type: 'line', color: '#222', strokeWidth: 1.6, clip: true},
          encoding: {x: {field: 'x'}, y: {field: 'fit'},
            strokeDash: {...line, scale: {domain: ['all', 'HAB', 'MAB', 'LAB'], range: [[1, 0], [1, 0], [7, 4], [2, 3]]}}}},
        {data: {values: points}, mark: {type: 'point', filled: true, size: 60, opacity: 0.85},
          encoding: {x: {field: 'x'}, y: {field: 'y'}, shape: shapeOfGenotype, color: colourOfGenotype,
            tooltip: [{field: 'scan'}, {field: 'genotype'}, {field: 'x', type: 'quantitative', title: row.scale},
              {field: 'y', type: 'quantitative', title, format: '.4'}]}},
      ],
    };
  }

  const interval = row => row.ci_low === null ? '–' : `${decimals(row.ci_low)} to ${decimals(row.ci_high)}`;

  function facts(row) {
    const out = [['low-affinity binders', row.excluded_lab], ['no genotype', row.excluded_genotype],
      ['no covariate', row.excluded_covariate], ['no score', row.excluded_score],
      ['no outcome', row.excluded_outcome], ['further scans of a person', row.excluded_repeat]]
        .filter(([, n]) => n > 0).map(([why, n]) => `${n} ${why}`).join(', ');
    const held = row.covariates ? ` given ${row.covariates}` : '';
    const log = row.transform === 'log' ? ', outcome as its logarithm' : '';
    const list = [
      `${row.method} (${row.adjustment}${held}${log})`,
      `r = ${decimals(row.r)} with the score, ${decimals(row.r_severity)} with severity`,
      `${row.confidence_level === null ? '' : Math.round(1000 * row.confidence_level) / 10 + ' % '}interval of r ${interval(row)}`,
      `n = ${row.n}, p = ${probability(row.p)}, adjusted p = ${probability(row.p_adjusted)} over ${row.family_size ?? '–'} tests` +
        (row.p_fwe === null ? '' : `, family-wise p = ${probability(row.p_fwe)}`),
      `smallest r found at this n with 80 % power: ${decimals(row.smallest_detectable_r)}`,
      `left out: ${out || 'nobody'}`,
    ];
    if (row.flags) list.push(`flags: ${row.flags}`);
    if (row.status !== 'ok') list.push(`no number: ${row.status}`);
    return node('ul', {class: 'facts'}, ...list.map(text => node('li', {}, text)));
  }

  const headline = row => `${row.disease}${row.subgroup === 'all' ? '' : ' ' + row.subgroup}: ` +
      `${row.outcome} (${row.tracer}, ${row.model}) of ${row.region} and ${row.scale}`;

  let correlationRows = [];
  let people = [];

  function correlations() {
    const place = document.getElementById('correlation-charts');
    if (!place) return;
    correlationRows = rows(data('correlations'));
    people = data('people');
    const table = node('div', {id: 'correlation-table'});
    const panel = node('figure', {id: 'correlation-chosen', 'aria-live': 'polite'});
    const gallery = node('div', {class: 'charts', id: 'correlation-gallery'});
    place.replaceChildren(table, legend(), panel, node('h3', {}, 'The first six of the table'), gallery);

    function show(row) {
      const plot = node('div', {'data-n': row.n});
      panel.replaceChildren(node('h3', {}, headline(row)), node('div', {class: 'two'}, plot, facts(row)));
      if (row.case < 0 || row.people < 0) {
        plot.append(node('p', {}, 'Its people are not in the tables of this run.'));
      } else {
        chart(plot, headline(row), scatter(row, 260));
      }
    }

    table.addEventListener('filtered', event => {
      const first = event.detail.filter(r => r.status === 'ok' && r.case >= 0 && r.people >= 0).slice(0, 6);
      gallery.replaceChildren(...first.map(row => {
        const plot = node('div');
        chart(plot, headline(row), scatter(row, 170));
        return node('figure', {}, plot, node('figcaption', {},
            `${headline(row)}. r = ${decimals(row.r)} (${interval(row)}), n = ${row.n}, p = ${probability(row.p)}, adjusted ${probability(row.p_adjusted)}`));
      }));
    });
    tacflow.grid(table, {
      caption: 'Correlations of outcomes with clinical scores', rows: correlationRows, chosen: show,
      sort: {key: 'p_adjusted', down: false},
      start: {method: 'pearson', adjustment: 'genotype', estimate: settings.primary, subgroup: 'all'},
      filters: [['disease', 'Disease'], ['subgroup', 'Subgroup'], ['tracer', 'Tracer'], ['model', 'Model'],
        ['outcome', 'Outcome'], ['estimate', 'Estimate'], ['region', 'Region'], ['scale', 'Scale'],
        ['method', 'Method'], ['adjustment', 'Adjustment'], ['status', 'Status']].map(([key, title]) => ({key, title})),
      columns: [
        {key: 'disease', title: 'Disease'}, {key: 'subgroup', title: 'Subgroup'}, {key: 'tracer', title: 'Tracer'},
        {key: 'model', title: 'Model'}, {key: 'outcome', title: 'Outcome'}, {key: 'region', title: 'Region'},
        {key: 'scale', title: 'Scale'}, {key: 'n', title: 'n', number: true},
        {key: 'r', title: 'r', number: true, show: row => decimals(row.r)},
        {key: 'ci_low', title: 'Interval', number: true, show: interval},
        {key: 'p', title: 'p', number: true, show: row => probability(row.p)},
        {key: 'p_adjusted', title: 'Adjusted p', number: true, show: row => probability(row.p_adjusted)},
        {key: 'flags', title: 'Flags'},
      ],
    });
  }

  // ---- Forest plots ------------------------------------------------------------------------

  // One scale's correlations with severity, region by region.
  function intervals(list) {
    const values = list.map(r => {
      const sign = r.r_severity === r.r ? 1 : -1;
      return {region: r.region, r: r.r_severity,
        low: sign > 0 ? r.ci_low : -r.ci_high, high: sign > 0 ? r.ci_high : -r.ci_low,
        text: `${decimals(r.r_severity)}   n ${r.n}   p ${probability(r.p)}`,
        found: r.p_adjusted !== null && r.p_adjusted < 0.05};
    });
    const y = {field: 'region', type: 'nominal', title: null, axis: {labelLimit: 150}};
    return {
      data: {values}, width: 'container', height: 19 * values.length,
      layer: [
        {data: {values: [{zero: 0}]}, mark: {type: 'rule', strokeDash: [3, 3], color: '#777'},
          encoding: {x: {field: 'zero', type: 'quantitative'}}},
        {mark: {type: 'rule', strokeWidth: 1.6},
          encoding: {y, x: {field: 'low', type: 'quantitative', title: 'Correlation with severity', scale: {domain: [-1, 1]}, axis: {values: [-1, -0.5, 0, 0.5, 1]}}, x2: {field: 'high'}}},
        {mark: {type: 'point', filled: true, size: 70, stroke: '#000', strokeWidth: 1.4, opacity: 1},
          encoding: {y, x: {field: 'r', type: 'quantitative'},
            fill: {condition: {test: 'datum.found', value: '#000'}, value: '#fff'},
            tooltip: [{field: 'region'}, {field: 'text', title: 'r'}]}},
        {mark: {type: 'text', align: 'left', fontSize: 11, dx: 8},
          encoding: {y, x: {value: 'width'}, text: {field: 'text'}}},
      ],
    };
  }

  function forest() {
    const place = document.getElementById('forest-charts');
    if (!place) return;
    const wanted = correlationRows.filter(r => r.status === 'ok' && r.r_severity !== null && r.ci_low !== null &&
        r.case >= 0 && r.method === 'pearson' && r.adjustment === 'genotype' && r.estimate === settings.primary && r.subgroup === 'all');
    if (wanted.length === 0) {
      place.replaceChildren(node('p', {}, 'None: no primary correlation has a number.'));
      return;
    }
    place.replaceChildren(...unique(wanted.map(r => r.disease)).sort().map(disease => {
      const mine = wanted.filter(r => r.disease === disease);
      const measures = unique(mine.map(r => measureOf(cases[r.case])));
      const bar = node('div', {class: 'filters', role: 'group', 'aria-label': `Outcome of the forest plot of ${disease}`});
      const plots = node('div', {class: 'two', 'data-forest': disease});
      const render = () => {
        const shown = mine.filter(r => measureOf(cases[r.case]) === measure.value);
        plots.replaceChildren(...unique(shown.map(r => r.scale)).sort().map(scale => {
          const plot = node('div', {'data-scale': scale});
          chart(plot, `${disease}: correlation of ${measure.value} with severity by ${scale}`,
              intervals(shown.filter(r => r.scale === scale)));
          return node('figure', {}, node('figcaption', {}, scale), plot);
        }));
      };
      const measure = choice(bar, 'forest', 'Outcome', measures, measures[0], render);
      render();
      return node('div', {}, node('h3', {}, disease), bar, plots);
    }));
  }

  // ---- Plain grids and the text to paste ---------------------------------------------------

  function grids() {
    const show = {number, decimals, probability};
    for (const element of document.querySelectorAll('.grid')) {
      const table = data(element.dataset.table);
      const pages = new Set(table.pages);
      const scan = key => pages.has(key) ? node('a', {href: `scan-${encodeURIComponent(key)}.html`}, key) : key ?? '–';
      tacflow.grid(element, {
        caption: table.caption, rows: rows(table), filters: table.filters, start: table.start,
        columns: table.show.map(({key, title, kind}) =>
          ({key, title, number: kind in show, show: kind === 'scan' ? row => scan(row[key]) : kind in show ? row => show[kind](row[key]) : null})),
      });
    }
  }

  function copying() {
    for (const button of document.querySelectorAll('[data-copy]')) {
      const text = document.getElementById(button.dataset.copy);
      button.addEventListener('click', () => {
        const range = document.createRange();
        range.selectNodeContents(text);
        const selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        button.textContent = document.execCommand('copy') ? 'Copied' : 'Selected: copy with the keyboard';
      });
    }
  }

  outcomes();
  correlations();
  forest();
  grids();
  copying();
  document.documentElement.dataset.ready = 'true';
})();
