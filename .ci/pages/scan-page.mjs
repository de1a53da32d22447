// Opens the page of a scan from the disk in headless Chromium, uses it as a reader would, and prints
// what it saw as JSON: node scan-page.mjs scan-….html [folder for pictures]
import {chromium} from 'playwright-core';
import {pathToFileURL} from 'node:url';
import {resolve} from 'node:path';

const [file, pictures] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // WebGL without a graphics card: the viewer is drawn in software.
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist'],
});
const seen = {complaints: [], foreign: []};
const page = await (await browser.newContext({viewport: {width: 1280, height: 900}})).newPage();
page.on('console', m => m.type() === 'error' && seen.complaints.push(m.text()));
page.on('pageerror', e => seen.complaints.push(String(e)));
page.on('requestfailed', r => seen.complaints.push('failed: ' + r.url().slice(0, 200)));
page.on('request', r => /^(file|data|blob):/.test(r.url()) || seen.foreign.push(r.url().slice(0, 200)));
const picture = async (name, selector) => {
  if (!pictures) return;
  const what = selector ? page.locator(selector) : page;
  await what.screenshot({path: resolve(pictures, name + '.png')});
};
async function drawAll() {
  for (let y = 0, height = 1; y < height; y += 600) {
    await page.evaluate(to => window.scrollTo(0, to), y);
    await page.waitForTimeout(80);
    height = await page.evaluate(() => document.documentElement.scrollHeight);
  }
  await page.waitForFunction(
      () => [...document.querySelectorAll('.chart')].every(c => c.dataset.drawn), null, {timeout: 60000});
}

const start = Date.now();
await page.goto(pathToFileURL(resolve(file)).href);
await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
seen.openMillis = Date.now() - start;
seen.title = await page.title();
seen.injected = await page.evaluate(() => window.injected ?? null);
await drawAll();
seen.charts = await page.locator('.chart').count();
seen.drawn = await page.locator('.chart svg').count();
seen.brokenImages = await page.$$eval('img', all => all.filter(i => !i.naturalWidth).map(i => i.getAttribute('src')));
seen.images = await page.locator('#maps figure img').count();
seen.captions = await page.$$eval('#curves figcaption', all => all.map(c => c.textContent));
seen.flags = await page.$$eval('[data-flags] li', all => all.map(c => c.textContent));
seen.residuals = await page.$$eval('#curves .chart svg', all => all.map(svg => svg.querySelectorAll('path').length));
for (const id of ['about', 'maps', 'curves', 'voxels', 'tstar', 'input']) await picture(id, '#' + id);

// By keyboard: another region draws its own curves.
await page.focus('#curves select');
await page.keyboard.press('ArrowDown');
await drawAll();
seen.captionsOfNext = await page.$$eval('#curves figcaption', all => all.map(c => c.textContent));

const button = page.locator('#viewer button');
if (await button.count()) {
  await button.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#viewer canvas[data-shown]', {timeout: 60000});
  await page.waitForTimeout(1500);
  seen.viewer = await page.getAttribute('#viewer canvas', 'data-shown');
  const canvas = await page.locator('#viewer canvas').screenshot();
  // A canvas that nothing was drawn on is one colour and packs to almost nothing.
  seen.viewerBytes = canvas.length;
  await page.locator('#viewer canvas').click({position: {x: 120, y: 150}});
  seen.location = await page.textContent('#viewer [role=status]');
  await picture('viewer', '#viewer');
  const maps = page.locator('#viewer select');
  if (await maps.locator('option').count() > 1) {
    // By keyboard: the next map.
    await maps.focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
        before => document.querySelector('#viewer canvas').dataset.shown !== before, seen.viewer, {timeout: 60000});
    await page.waitForTimeout(500);
    await page.locator('#viewer canvas').click({position: {x: 122, y: 150}});
    seen.nextMap = await page.textContent('#viewer [role=status]');
    await picture('viewer-next', '#viewer');
  }
}
await page.setViewportSize({width: 390, height: 800});
await page.waitForTimeout(300);
seen.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
await picture('narrow');
console.log(JSON.stringify(seen));
await browser.close();
