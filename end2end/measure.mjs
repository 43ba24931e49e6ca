// What a click on a filter costs on the release build, with the sample catalogue and with 100,000 roles: node measure.mjs; prints JSON.
//
// Two ways of looking: the main thread's work by Chromium's own counters, from the click until its frame is done; and what a person
// waits by the Event Timing and Long Animation Frames interfaces, with clicks of a mouse.
import { chromium } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ready, total } from './support/page.js';
import { folder, run, serve } from './support/server.js';

const ROUNDS = 40;
const INPUTS = [['level', 'senior'], ['workplace', 'remote'], ['level', 'staff'], ['category', 'backend'], ['level', 'senior'], ['employment', 'full-time']];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

async function open(url, throttle) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/jobs`);
  await ready(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  return [page, session];
}

const sorted = times => times.toSorted((a, b) => a - b);
const p95 = times => sorted(times)[Math.ceil(times.length * 0.95) - 1] ?? 0;

/** Milliseconds of tasks on the main thread for each click: script, style, layout, paint. */
async function work(url, throttle) {
  const [page, session] = await open(url, throttle);
  const roles = await total(page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(m => m.name === 'TaskDuration').value * 1000;
  };
  let requests = 0;
  page.on('request', () => { requests += 1; });
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    const before = await busy();
    await page.evaluate(async ([facet, value]) => {
      document.querySelector(`[data-facet=${facet}] input[value='${value}']`).click();
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    }, INPUTS[i % INPUTS.length]);
    times.push(await busy() - before);
  }
  await page.close();
  return { roles, requests, median: sorted(times)[ROUNDS >> 1], p95: p95(times) };
}

/** What a person waits: milliseconds from each click of the mouse to the next paint, and frames that took longer than 50 ms. */
async function waits(url, throttle) {
  const [page] = await open(url, throttle);
  await page.evaluate(() => {
    window.seen = { clicks: new Map(), frames: [] };
    // An interaction has several events, of which the longest counts; those under 16 ms are not told.
    new PerformanceObserver(list => {
      for (const { interactionId, duration } of list.getEntries()) {
        if (interactionId) window.seen.clicks.set(interactionId, Math.max(duration, window.seen.clicks.get(interactionId) ?? 0));
      }
    }).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver(list => {
      for (const { duration, blockingDuration } of list.getEntries()) window.seen.frames.push([duration, blockingDuration]);
    }).observe({ type: 'long-animation-frame' });
  });
  for (let i = 0; i < ROUNDS; i++) {
    const [facet, value] = INPUTS[i % INPUTS.length];
    await page.locator(`[data-facet=${facet}] input[value='${value}']`).click();
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
  }
  const { clicks, frames } = await page.evaluate(async () => {
    await new Promise(done => setTimeout(done, 200));
    return { clicks: [...window.seen.clicks.values()], frames: window.seen.frames };
  });
  await page.close();
  // What is not told took less than 16 ms.
  const waits = [...clicks, ...Array(Math.max(0, ROUNDS - clicks.length)).fill(16)];
  return { wait_p95: p95(waits), wait_longest: Math.max(...waits), long_frames: frames.length, blocked: Math.max(0, ...frames.map(f => f[1])) };
}

/** Medians of five runs of either. */
async function five(url, throttle) {
  const runs = [];
  for (let i = 0; i < 5; i++) runs.push({ ...await work(url, throttle), ...await waits(url, throttle) });
  const out = Object.fromEntries(Object.keys(runs[0]).map(name => [name, sorted(runs.map(r => r[name]))[2]]));
  return { ...out, throttle, clicks: ROUNDS, requests: runs.reduce((n, r) => n + r.requests, 0) };
}

/** So many made-up postings, as a file to import. */
function made(n) {
  const levels = ['Junior', '', 'Senior', 'Staff', 'Principal', 'Lead'];
  const kinds = ['Backend', 'Frontend', 'Data', 'Platform', 'Mobile', 'Security', 'Machine Learning', 'Full Stack'];
  const cities = ['Berlin, Germany', 'London, UK', 'Paris, France', 'New York, NY', 'Toronto, Canada', 'Lisbon, Portugal', 'Remote, Germany', 'Madrid, Spain'];
  const skills = ['Rust', 'Go', 'Kafka', 'PostgreSQL', 'Kubernetes', 'TypeScript', 'Python', 'Java', 'React', 'AWS', 'Terraform'];
  let state = 1;
  // Knuth's linear congruential generator: the low bits are poor.
  const below = most => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 12) % most;
  };
  const pick = list => list[below(list.length)];
  const rows = Array.from({ length: n }, (_, id) => {
    const min = 50_000 + below(90) * 1_000;
    return JSON.stringify({
      board: `made-${below(50)}`, id, company: `Company ${below(900)}`, title: `${pick(levels)} ${pick(kinds)} Engineer`.trim(),
      location: pick(cities), description_text: `We look for ${pick(skills)}, ${pick(skills)} and ${pick(skills)}.`, employment: 'full-time',
      ...(below(3) ? {} : { salary: { min, max: min + 20_000, currency: 'EUR', period: 'year' } }),
    });
  });
  return `${rows.join('\n')}\n`;
}

const out = [];
const measure = async site => {
  out.push(await five(site.url, 1), await five(site.url, 4));
  await site.stop();
};
await measure(await serve());
const large = folder(), file = join(large, 'made.ndjson');
writeFileSync(file, made(100_000));
const imported = await run('import', file, '--data', large);
if (imported.code) throw new Error(imported.err);
await measure(await serve(large, '--no-crawl'));
console.log(JSON.stringify(out));
await browser.close();
