// The page of one scan: everything on it is drawn from the data that the page carries.
'use strict';
(() => {
  const data = tacflow.data('scan-data');
  const {node, number} = tacflow;
  const scan = data.scan[0] ?? {};
  const content = id => document.querySelector('#' + id + ' .content');
  const begin = scan.frame_begin ?? [];
  const end = scan.frame_end ?? [];
  const mid = begin.map((b, f) => (b + end[f]) / 2);
  const note = text => node('p', {class: 'note'}, text);
  // Models in the order of the configuration.
  const models = Object.keys(data.tstar ?? {});
  const byModel = (a, b) => models.indexOf(a.model) - models.indexOf(b.model);
  const unit = u => (!u || u === '1' ? '' : ' (' + u + ')');

  function select(label, options, changed) {
    const box = node('select');
    options.forEach(([value, text]) => box.append(node('option', {value}, text)));
    box.addEventListener('change', () => changed(box.value));
    return {label: node('label', {}, label, box), box};
  }

  function about() {
    const figures = node('ul', {class: 'figures'});
    const figure = (name, value) => figures.append(node('li', {}, node('b', {}, value), name));
    figure('tracer', scan.tracer ?? '–');
    figure('MBq injected', number(scan.injected_activity));
    figure('kg body weight', number(scan.body_weight));
    figure('frames', String(begin.length));
    figure('min, end of the last frame', number(end[end.length - 1]));
    const flags = [...(scan.flags ?? []), ...(data.input[0]?.flags ?? [])];
    const list = node('ul', {'data-flags': String(flags.length)});
    flags.forEach(flag => {
      const [name, ...detail] = flag.split(': ');
      list.append(node('li', {}, node('strong', {}, name), detail.length ? ': ' + detail.join(': ') : ''));
    });
    const refused = data.refused.map(r =>
      node('p', {class: 'refused'}, node('strong', {}, 'Refused at ' + r.stage), ': ' + r.reason));
    content('about').append(figures, ...refused, node('h3', {}, 'Flags'),
        flags.length ? list : note('No flag: nothing odd was found in the files of this scan.'));
  }

  function maps() {
    const target = content('maps');
    if (!data.map.length) {
      target.append(note('No maps: this scan was fitted by regions only.'));
      return;
    }
    target.append(note('Axial, coronal and sagittal slice through the middle; right of the picture is right of the'
      + ' person. Colours from the 2nd to the 98th percentile; grey has no number.'));
    // The mean image first; of a model, its outcome first and the status last.
    const labels = [...new Set(data.map.map(m => m.model))];
    labels.sort((a, b) => (a === 'PET' ? -1 : b === 'PET' ? 1 : a < b ? -1 : 1));
    for (const model of labels) {
      const grid = node('div', {class: 'charts'});
      target.append(node('h3', {}, model), grid);
      data.map.filter(m => m.model === model && m.parameter !== 'status')
          .sort((a, b) => (a.script ? 0 : 1) - (b.script ? 0 : 1)).forEach(m => grid.append(picture(m)));
      data.map.filter(m => m.model === model && m.parameter === 'status').forEach(m => grid.append(status(m)));
    }
  }

  function picture(m) {
    const title = m.parameter + (m.unit === '1' ? '' : ' [' + m.unit + ']');
    return node('figure', {},
        node('img', {src: m.file, alt: 'Slices of ' + title + ' by ' + m.model, style: 'max-width:100%'}),
        node('div', {class: 'colourbar', style: 'display:flex;gap:.5rem;align-items:center;font-size:.85rem'},
            node('span', {}, number(m.low)),
            node('img', {src: 'lib/colours.png', alt: 'colours from low to high',
              style: 'flex:1;min-width:4rem;height:.7rem;image-rendering:auto'}),
            node('span', {}, number(m.high) + unit(m.unit))),
        node('figcaption', {}, node('strong', {}, title), ': ' + m.meaning,
            ...(m.image ? [' – ', node('a', {href: m.image, download: ''}, 'NIfTI')] : [])));
  }

  function status(m) {
    const counts = data.status.filter(s => s.model.replace(/[^A-Za-z0-9]/g, '') === m.model)
        .sort((a, b) => b.voxels - a.voxels);
    const all = counts.reduce((sum, s) => sum + s.voxels, 0);
    const list = node('ul');
    counts.forEach(s => list.append(node('li', {},
        s.status + ': ' + s.voxels + ' voxels, ' + number(100 * s.voxels / all) + ' %')));
    return node('figure', {},
        node('img', {src: m.file, alt: 'Slices of how the fits ended', style: 'max-width:100%'}),
        node('figcaption', {}, node('strong', {}, 'Status'), ': dark where converged, green where a parameter is on a bound, yellow without numbers', list));
  }

  function load(script) {
    return new Promise((resolve, reject) => {
      const tag = node('script', {src: script});
      tag.addEventListener('load', resolve);
      tag.addEventListener('error', () => reject(new Error('Cannot load ' + script)));
      document.head.append(tag);
    });
  }

  function viewer() {
    const volumes = data.map.filter(m => m.script);
    const target = content('viewer');
    const base = volumes.find(m => m.model === 'PET');
    const overlays = volumes.filter(m => m.model !== 'PET');
    if (!base || !overlays.length) {
      target.append(note('No viewer: this scan has no maps.'));
      return;
    }
    const button = node('button', {type: 'button'}, 'Open the viewer');
    const place = node('p', {role: 'status', class: 'note'},
        'Shows a map over the mean PET; click or drag to move, scroll for slices. Voxels below the first'
        + ' colour let the PET through.');
    target.append(place, button);
    button.addEventListener('click', () => {
      button.disabled = true;
      open(target, place, base, overlays).then(() => button.remove(), error => {
        place.textContent = 'Cannot open the viewer: ' + error.message + ' (it needs WebGL 2).';
        button.disabled = false;
      });
    });
  }

  async function open(target, place, base, overlays) {
    await load(document.getElementById('viewer-library').dataset.script);
    if (!document.createElement('canvas').getContext('webgl2')) throw new Error('this browser draws no WebGL 2');
    const canvas = node('canvas', {width: 960, height: 480, tabindex: '0', 'aria-label': 'Map over mean PET'});
    const frame = node('div', {style: 'height:30rem;background:#000'}, canvas);
    const nv = new niivue.Niivue({
      show3Dcrosshair: true, isColorbar: true, isNearestInterpolation: true, crosshairWidth: 1,
      crosshairWidthUnit: 'mm', backColor: [0, 0, 0, 1], logLevel: 'error',
      onLocationChange: where => { place.textContent = told(where); },
    });
    const named = [base];
    const ended = value => ['converged', 'on a bound', 'without numbers'][Math.round(2 * value)];
    const shown = (m, value) => {
      if (Number.isNaN(value)) return 'no number';
      return m?.parameter === 'status' ? ended(value) : number(value) + unit(m?.unit);
    };
    const told = where => {
      const [x, y, z] = Array.from(where.mm, mm => mm.toFixed(1).replace('-', '−'));
      const values = (where.values ?? []).map((v, i) => {
        const m = named[i];
        return (m ? m.model + ' ' + m.parameter : v.name) + ': ' + shown(m, v.value);
      });
      return 'x ' + x + ', y ' + y + ', z ' + z + ' mm – ' + values.join(', ');
    };
    const volume = async m => {
      if (!window.tacflowVolumes?.[m.volume]) await load(m.script);
      return niivue.NVImage.loadFromBase64({base64: window.tacflowVolumes[m.volume], name: m.volume + '.nii.gz'});
    };
    const dress = (image, m, colormap) => {
      image.colormap = colormap;
      image.cal_min = m.low;
      image.cal_max = m.high;
    };
    const show = async index => {
      const m = overlays[index];
      const image = await volume(m);
      dress(image, m, 'viridis');
      while (nv.volumes.length > 1) nv.removeVolume(nv.volumes[1]);
      named[1] = m;
      nv.addVolume(image);
      nv.setOpacity(1, Number(opacity.value) / 100);
      canvas.dataset.shown = m.volume;
    };
    const choice = select('Map', overlays.map((m, i) => [i, m.model + ' ' + m.parameter + unit(m.unit)]), show);
    const opacity = node('input', {type: 'range', min: 0, max: 100, value: 75});
    opacity.addEventListener('input', () => nv.setOpacity(1, Number(opacity.value) / 100));
    target.append(node('div', {class: 'filters'}, choice.label, node('label', {}, 'Opacity', opacity)), frame);
    await nv.attachToCanvas(canvas);
    const background = await volume(base);
    dress(background, base, 'gray');
    nv.addVolume(background);
    await show(0);
  }

  const curveRows = (tac, fitted) => mid.map((t, f) => ({
    t, tac: tac?.[f] ?? null, fitted: fitted?.[f] ?? null,
    residual: fitted && tac?.[f] !== undefined ? tac[f] - fitted[f] : null,
  }));

  // Points as measured, the line of the fit, and what is left below on its own scale.
  function fitChart(element, label, tac, fitted) {
    const x = {field: 't', type: 'quantitative', title: 'min after injection', axis: {tickCount: 6}};
    const points = {mark: {type: 'point', filled: true, size: 28},
      encoding: {y: {field: 'tac', type: 'quantitative', title: 'kBq/mL'}}};
    const line = {mark: {type: 'line', color: tacflow.COLOURS[1]},
      encoding: {y: {field: 'fitted', type: 'quantitative'}}};
    const width = Math.max(220, element.clientWidth - 90);
    const upper = {width, height: 190, encoding: {x}, layer: fitted ? [line, points] : [points]};
    const lower = {width, height: 70, encoding: {x}, layer: [
      {mark: {type: 'rule', color: '#888'}, encoding: {y: {datum: 0}, x: null}},
      {mark: {type: 'point', filled: true, size: 18},
        encoding: {y: {field: 'residual', type: 'quantitative', title: 'residual'}}}]};
    tacflow.chart(element, label, {
      data: {values: curveRows(tac, fitted)}, ...(fitted ? {vconcat: [upper, lower]} : upper)});
  }

  const regionName = c => c.region + (c.is_group ? ' (group)' : '');

  function curves() {
    const target = content('curves');
    const shown = data.curve.filter(c => c.tac);
    if (!shown.length) {
      target.append(note('No curve of a region.'));
      return;
    }
    shown.sort((a, b) => a.is_group - b.is_group || (a.region < b.region ? -1 : 1));
    const charts = node('div', {class: 'charts'});
    const others = node('ul', {class: 'others'});
    const draw = index => {
      const curve = shown[index];
      charts.replaceChildren();
      const fits = data.fit.filter(f => f.region === curve.region && f.is_group === curve.is_group).sort(byModel);
      const drawn = fits.filter(fit => fit.fitted);
      // Without any model that predicts a curve, the measured one stands alone.
      for (const fit of drawn.length ? drawn : [null]) {
        const chart = node('div');
        charts.append(node('figure', {}, chart, node('figcaption', {}, ...(fit ? ending(fit) : ['As measured']))));
        fitChart(chart, regionName(curve) + (fit ? ' by ' + fit.model : ''), curve.tac, fit?.fitted);
      }
      others.replaceChildren(...fits.filter(fit => !fit.fitted).map(fit => node('li', {}, ...ending(fit))));
      tStar(curve);
    };
    const box = select('Region', shown.map((c, i) => [i, regionName(c)]), draw);
    target.append(node('div', {class: 'filters'}, box.label), charts,
        note('Models of lines, ratios and areas predict no curve to lay over the measured one:'), others);
    draw(0);
  }

  const ending = fit => [node('strong', {}, fit.model),
    ': ' + fit.status + (fit.bounds_hit ? ' at ' + fit.bounds_hit : '') + values(fit)];

  function values(fit) {
    return ['VT', 'BPND', 'SUVR', 'K1', 'Ki', 'R1'].filter(p => typeof fit[p] === 'number').slice(0, 3)
        .map(p => ', ' + p + ' ' + number(fit[p])
            + (typeof fit[p + '_se'] === 'number' ? ' ± ' + number(fit[p + '_se'], 2) : '')).join('');
  }

  function voxels() {
    const target = content('voxels');
    if (!data.voxel.length) {
      target.append(note('No voxel was fitted.'));
      return;
    }
    target.append(note('By weighted residual sum of squares: the fit in the middle, one worse than 95 % of them,'
      + ' and the worst.'));
    const order = ['typical', 'worse than 95 %', 'worst'];
    for (const model of [...new Set(data.voxel.sort(byModel).map(v => v.model))]) {
      const charts = node('div', {class: 'charts'});
      target.append(node('h3', {}, model), charts);
      data.voxel.filter(v => v.model === model)
          .sort((a, b) => order.indexOf(a.choice) - order.indexOf(b.choice))
          .forEach(v => {
            const chart = node('div');
            charts.append(node('figure', {}, chart, node('figcaption', {}, node('strong', {}, v.choice),
                ': voxel ' + v.voxel + ' in ' + v.region + ', ' + v.status + values(v))));
            fitChart(chart, v.choice + ' fit by ' + model, v.tac, v.fitted);
          });
    }
  }

  function tStar(curve) {
    const target = content('tstar');
    target.replaceChildren();
    const rows = curve.tstar ?? [];
    if (!rows.length) {
      target.append(note('No linear model was fitted.'));
      return;
    }
    target.append(note('Outcome in ' + regionName(curve) + ' by the first frame that the line takes; it should not'
      + ' move to the right of the mark, which is the t* of the configuration. Choose the region above.'));
    const charts = node('div', {class: 'charts'});
    target.append(charts);
    for (const model of [...new Set(rows.map(r => r.model))]) {
      const own = rows.filter(r => r.model === model);
      const chart = node('div', {'data-tstar': model});
      charts.append(node('figure', {}, chart, node('figcaption', {}, node('strong', {}, model),
          ': t* ' + number(data.tstar[model]) + ' min')));
      tacflow.chart(chart, 'Outcome of ' + model + ' by t*', {
        width: 'container', height: 200, layer: [
          {data: {values: [{t: data.tstar[model]}]}, mark: {type: 'rule', strokeDash: [4, 3], color: '#555'},
            encoding: {x: {field: 't', type: 'quantitative'}}},
          {data: {values: own}, mark: {type: 'line', point: {filled: true}}, encoding: {
            x: {field: 't', type: 'quantitative', title: 'first mid-frame time used, min'},
            y: {field: 'value', type: 'quantitative', scale: {zero: false},
              title: own[0].outcome + unit(own[0].unit)}}}]});
    }
  }

  function input() {
    const target = content('input');
    const made = data.input[0];
    if (!made?.time) {
      target.append(note('No arterial input.'));
      return;
    }
    target.append(node('p', {}, 'Delay ' + number(made.delay) + ' min (' + (made.delay_source ?? 'none')
      + '); samples cover ' + number(100 * made.coverage) + ' % of the scan; parent fraction by '
      + (made.parent_fraction_model ?? 'the input file') + ', plasma by ' + (made.plasma_model ?? 'the input file')
      + '.'));
    const rows = [];
    made.time.forEach((t, s) => rows.push({t, value: made.plasma[s], curve: 'plasma, parent'}));
    made.whole_blood_time.forEach((t, s) => rows.push({t, value: made.whole_blood[s], curve: 'whole blood'}));
    const charts = node('div', {class: 'charts'});
    target.append(charts);
    const add = (caption, label, spec) => {
      const chart = node('div');
      charts.append(node('figure', {}, chart, node('figcaption', {}, caption)));
      tacflow.chart(chart, label, {width: 'container', height: 220, ...spec});
    };
    const series = {field: 'curve', type: 'nominal', title: null};
    const plot = (values, mark, y, x = {}) => ({data: {values}, mark, encoding: {
      x: {field: 't', type: 'quantitative', title: 'min', axis: {tickCount: 6}, ...x}, y: {field: 'value', type: 'quantitative', title: y},
      color: series, ...(mark.type === 'point' ? {shape: series} : {strokeDash: series})}});
    const line = {type: 'line', clip: true};
    const point = {type: 'point', clip: true};
    add('Input as the models take it, before its delay', 'Input function', plot(rows, line, 'kBq/mL'));
    add('Its first five minutes', 'First minutes of the input',
        plot(rows.filter(r => r.t <= 5), line, 'kBq/mL', {scale: {domain: [0, 5]}}));
    for (const file of data.samples) {
      const columns = Object.keys(file).filter(c => Array.isArray(file[c]) && c !== 'time');
      const raw = keep => columns.filter(keep).flatMap(c => (file.time ?? []).map((t, s) =>
        ({t: t / 60, value: file[c][s], curve: c.replace(/_radioactivity$/, '')})).filter(r => r.value !== null));
      const activity = raw(c => c.endsWith('radioactivity'));
      const fraction = raw(c => c.includes('fraction'));
      if (activity.length) add('Samples of ' + file.file + ', as written', 'Blood samples', plot(activity, point, 'activity, unit of the file'));
      if (fraction.length) add('Parent fraction, ' + file.file, 'Parent fraction', plot(fraction, point, 'fraction'));
    }
  }

  about();
  maps();
  viewer();
  curves();
  voxels();
  input();
  document.documentElement.dataset.ready = 'true';
})();
