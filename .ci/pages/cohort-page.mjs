// Opens a cohort page from the disk in headless Chromium, uses it as a reader would, and prints what
// it saw as JSON: node cohort-page.mjs index.html [folder for pictures]
import {chromium} from 'playwright-core';
import {pathToFileURL} from 'node:url';
import {resolve} from 'node:path';

const [file, pictures] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const seen = {complaints: [], foreign: []};
const context = await browser.newContext({viewport: {width: 1280, height: 900}});
const page = await context.newPage();
page.on('console', m => ['error', 'warning'].includes(m.type()) && seen.complaints.push(m.text()));
page.on('pageerror', e => seen.complaints.push(String(e)));
page.on('requestfailed', r => seen.complaints.push('failed: ' + r.url().slice(0, 200)));
page.on('request', r => /^(file|data|blob):/.test(r.url()) || seen.foreign.push(r.url()));

async function drawAll() {
  for (let y = 0, height = 1; y < height; y += 700) {
    await page.evaluate(to => window.scrollTo(0, to), y);
    await page.waitForTimeout(60);
    height = await page.evaluate(() => document.documentElement.scrollHeight);
  }
  await page.waitForFunction(
      () => [...document.querySelectorAll('.chart')].every(c => c.dataset.drawn), null, {timeout: 30000});
}

const text = selector => page.$$eval(selector, all => all.map(e => e.textContent.trim()));
const cells = selector => page.$$eval(selector + ' tbody tr',
    all => all.map(tr => [...tr.children].map(td => td.textContent.trim())));
const marks = selector => page.$eval(selector,
    e => e.querySelectorAll('g.mark-symbol.role-mark path').length).catch(() => 0);
const picture = async (name, options = {}) =>
  pictures && page.screenshot({path: resolve(pictures, name + '.png'), ...options});

const start = Date.now();
await page.goto(pathToFileURL(resolve(file)).href);
await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
seen.openMillis = Date.now() - start;
seen.title = await page.title();
await picture('top');
await drawAll();
seen.charts = await page.$$eval('.chart', all => all.length);
seen.drawn = await page.$$eval('.chart svg', all => all.length);
seen.unlabelled = await page.$$eval('.chart svg:not([aria-label])', all => all.length);
seen.outcomeMarks = await page.$$eval('#outcome-charts .chart', all => Object.fromEntries(all.map(c =>
  [c.dataset.region, c.querySelectorAll('g.mark-symbol.role-mark path').length])));
seen.figures = await text('.figures li');
seen.refused = await page.$$eval('#scans ~ .wide table', all => {
  const table = all.find(t => t.caption.textContent.startsWith('Refused'));
  return table ? [...table.tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent)) : [];
});
seen.correlations = await cells('#correlation-table');
seen.correlationCount = (await text('#correlation-table [role=status]'))[0];
seen.forest = await page.$$eval('[data-forest]', all => all.map(e => e.dataset.forest));
seen.evidence = await cells('[data-table=findings]');
seen.grids = await page.$$eval('.grid', all => Object.fromEntries(all.map(e => [e.dataset.table,
  [...e.querySelectorAll('tbody tr')].map(tr => [...tr.children].map(td => td.textContent.trim()))])));
seen.scanLinks = await page.$$eval('[data-table=scan-list] tbody a', all => all.map(a => a.getAttribute('href')));
seen.injected = await page.evaluate(() => window.injected ?? null);
seen.foreignElements = await page.$$eval('img, iframe, object, embed', all => all.length);
await picture('whole', {fullPage: true});

if (seen.correlations.length > 0) {
  // By keyboard alone: the first row is focused, the next one chosen.
  await page.focus('#correlation-table tbody tr');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#correlation-chosen .chart')?.dataset.drawn
      || document.querySelector('#correlation-chosen p'));
  seen.chosen = (await text('#correlation-chosen h3'))[0];
  seen.chosenRow = await page.$eval('#correlation-table tr[aria-selected=true]',
      tr => [...tr.children].map(td => td.textContent.trim()));
  seen.chosenFacts = await text('#correlation-chosen li');
  seen.chosenMarks = await marks('#correlation-chosen .chart');
  await (await page.$('#correlation-chosen')).scrollIntoViewIfNeeded();
  await page.waitForTimeout(200);
  await picture('chosen');
  const method = await page.$('#correlation-table select[data-filter=method]');
  await method?.selectOption('spearman');
  seen.spearman = await cells('#correlation-table');
  await method?.selectOption('pearson');
}
// A grid offers a filter where there are two values or more.
const disease = await page.$('[data-table=findings] select[data-filter=disease]');
if (disease) {
  const values = await disease.$$eval('option', all => all.map(o => o.value).filter(v => v !== ''));
  await disease.selectOption(values[0]);
  seen.filteredBy = values[0];
  seen.filteredEvidence = await cells('[data-table=findings]');
}

// Every control is reached by Tab, in the order of the page.
await page.reload();
await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
await drawAll();
const controls = await page.$$eval('select, button, a[href], summary', all => all.filter(e => e.getClientRects().length).length);
seen.controls = controls;
await page.evaluate(() => document.querySelectorAll('tr[tabindex]').forEach(tr => tr.tabIndex = -1));
seen.reached = 0;
for (let k = 0; k < controls + 80; k++) {
  await page.keyboard.press('Tab');
  const focus = await page.evaluate(() => {
    const e = document.activeElement;
    const again = e.dataset.reached === 'true';
    e.dataset.reached = 'true';
    return {text: e.textContent, counts: ['SELECT', 'BUTTON', 'A', 'SUMMARY'].includes(e.tagName), again};
  });
  if (k === 0) seen.firstFocus = focus.text;
  if (focus.counts && !focus.again) seen.reached++;
}

seen.overflow = {};
for (const width of [360, 768, 1800]) {
  await page.setViewportSize({width, height: 900});
  await page.waitForTimeout(150);
  await drawAll();
  seen.overflow[width] = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await picture('width-' + width, {fullPage: width === 360});
}
await browser.close();
seen.complaints = [...new Set(seen.complaints)];
console.log(JSON.stringify(seen));
