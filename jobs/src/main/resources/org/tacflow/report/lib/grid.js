// A table of many rows: filters above, sorting by its heads, a page at a time, rows to choose.
'use strict';
// columns: {key, title, number, show(row)}; filters: keys; chosen(row): called for the row in hand.
tacflow.grid = (element, {caption, rows, columns, filters = [], size = 25, chosen = null, start = {}, sort = null}) => {
  const {node} = tacflow;
  const ANY = '';
  const wanted = {...start};
  let order = sort;
  let shown = size;
  let current = null;
  const bar = node('div', {class: 'filters', role: 'group', 'aria-label': 'Filters of: ' + caption});
  const count = node('p', {class: 'note', role: 'status'});
  const head = node('tr');
  const body = node('tbody');
  const table = node('table', {}, node('caption', {}, caption), node('thead', {}, head), body);
  const more = node('button', {type: 'button'}, 'Show more');

  for (const {key, title} of filters) {
    const values = [...new Set(rows.map(row => row[key]).filter(v => v !== null))].sort();
    if (values.length < 2) {
      delete wanted[key];
      continue;
    }
    if (!values.includes(wanted[key])) delete wanted[key];
    const select = node('select', {'data-filter': key}, node('option', {value: ANY}, 'any'),
        ...values.map(v => node('option', {value: v}, String(v))));
    select.value = wanted[key] ?? ANY;
    select.addEventListener('change', () => {
      if (select.value === ANY) delete wanted[key];
      else wanted[key] = select.value;
      shown = size;
      render();
    });
    bar.append(node('label', {}, title, select));
  }
  for (const column of columns) {
    const button = node('button', {type: 'button'}, column.title);
    button.addEventListener('click', () => {
      order = order && order.key === column.key ? {key: column.key, down: !order.down} : {key: column.key, down: false};
      render();
    });
    column.head = node('th', {scope: 'col', class: column.number ? 'number' : null}, button);
    head.append(column.head);
  }
  more.addEventListener('click', () => {
    shown += size * 4;
    render();
  });

  function matching() {
    const taken = rows.filter(row => Object.entries(wanted).every(([key, value]) => String(row[key]) === value));
    if (!order) return taken;
    const {key, down} = order;
    const absent = row => row[key] === null || row[key] === undefined;
    // Rows without a number stand last whichever way the table is sorted.
    return taken.sort((a, b) => {
      if (absent(a) || absent(b)) return absent(a) - absent(b);
      const sign = typeof a[key] === 'number' ? a[key] - b[key] : String(a[key]).localeCompare(String(b[key]));
      return down ? -sign : sign;
    });
  }

  function choose(row, line) {
    body.querySelectorAll('tr[aria-selected="true"]').forEach(tr => tr.setAttribute('aria-selected', 'false'));
    line.setAttribute('aria-selected', 'true');
    current = row;
    chosen(row);
  }

  // Reasons and formulas get room to be read, so that their rows stay low.
  function kindOf(column, text) {
    if (column.number) return 'number';
    return text.length > 40 ? 'long' : null;
  }

  function line(row) {
    const tr = node('tr');
    columns.forEach((column, c) => {
      const text = column.show ? column.show(row) : String(row[column.key] ?? '–');
      const cell = c === 0 ? node('th', {scope: 'row'}) : node('td', {class: kindOf(column, text)});
      cell.append(text);
      tr.append(cell);
    });
    if (chosen) {
      tr.tabIndex = 0;
      tr.setAttribute('aria-selected', String(row === current));
      tr.addEventListener('click', () => choose(row, tr));
      tr.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') choose(row, tr);
        else if (event.key === 'ArrowDown') tr.nextElementSibling?.focus();
        else if (event.key === 'ArrowUp') tr.previousElementSibling?.focus();
        else return;
        event.preventDefault();
      });
    }
    return tr;
  }

  function render() {
    const taken = matching();
    for (const column of columns) {
      const sorted = order && order.key === column.key ? (order.down ? 'descending' : 'ascending') : 'none';
      column.head.setAttribute('aria-sort', sorted);
    }
    body.replaceChildren(...taken.slice(0, shown).map(line));
    count.textContent = `${taken.length} of ${rows.length} rows` +
        (taken.length > shown ? `, the first ${shown} shown` : '');
    more.hidden = taken.length <= shown;
    if (chosen && taken.length > 0 && !taken.includes(current)) choose(taken[0], body.firstElementChild);
    element.dispatchEvent(new CustomEvent('filtered', {detail: taken}));
  }

  element.replaceChildren(bar, node('div', {class: 'wide tall', tabindex: '0', role: 'region', 'aria-label': caption}, table), count, more);
  render();
  return {matching};
};
