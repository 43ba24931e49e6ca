// How much main-thread work a click on a filter is, on the release build: node measure.mjs; prints JSON.
import { chromium } from '@playwright/test';
import { ready, total } from './support/page.js';
import { serve } from './support/server.js';

const ROUNDS = 40;
const site = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

/** Milliseconds of tasks on the main thread for each click, from the trace: script, style, layout, paint. */
async function clicks(throttle) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const roles = await total(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(m => m.name === 'TaskDuration').value * 1000;
  };
  let requests = 0;
  page.on('request', () => { requests += 1; });
  const inputs = [['level', 'senior'], ['workplace', 'remote'], ['level', 'staff'], ['category', 'backend'], ['level', 'senior'], ['employment', 'full-time']];
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    const [facet, value] = inputs[i % inputs.length];
    const before = await busy();
    await page.evaluate(async ([facet, value]) => {
      document.querySelector(`[data-facet=${facet}] input[value='${value}']`).click();
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    }, [facet, value]);
    times.push(await busy() - before);
  }
  await page.close();
  times.sort((a, b) => a - b);
  return { roles, requests, median: times[ROUNDS >> 1], p95: times[Math.ceil(ROUNDS * 0.95) - 1] };
}

/** The median of five runs, each in a page of its own. */
async function five(throttle) {
  const runs = [];
  for (let i = 0; i < 5; i++) runs.push(await clicks(throttle));
  const middle = name => runs.map(r => r[name]).sort((a, b) => a - b)[2];
  return { roles: runs[0].roles, requests: runs.reduce((n, r) => n + r.requests, 0), median: middle('median'), p95: middle('p95') };
}

const plain = await five(1);
const slow = await five(4);
console.log(JSON.stringify({
  roles: plain.roles, clicks: ROUNDS, median: plain.median, p95: plain.p95, slow_p95: slow.p95, requests: plain.requests + slow.requests,
}));
await browser.close();
await site.stop();
