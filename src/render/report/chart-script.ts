/**
 * Runs in the page: draws every chart of the data with lightweight-charts, in the colours of the
 * page's style, anew when the person's scheme changes, and light for the printer. Charts move neither
 * with the wheel nor with a finger that scrolls the page.
 */
export const CHART_SCRIPT = `
(() => {
  const lib = window.LightweightCharts;
  const charts = JSON.parse(document.getElementById('chart-data').textContent);
  const root = document.documentElement;
  const colour = (name) => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const look = () => ({
    layout: { background: { color: 'transparent' }, textColor: colour('text'), attributionLogo: false },
    grid: { vertLines: { color: colour('line') }, horzLines: { color: colour('line') } },
  });
  const draw = (spec) => {
    const place = document.getElementById(spec.id);
    const chart = lib.createChart(place, {
      autoSize: true,
      ...look(),
      rightPriceScale: { borderVisible: false },
      timeScale: { borderVisible: false, rightOffset: spec.kind === 'candles' ? 9 : 0 },
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
      localization: { locale: 'en-IN', dateFormat: 'yyyy-MM-dd' },
    });
    const recolours = [() => chart.applyOptions(look())];
    const format = spec.unit
      ? { priceFormat: { type: 'custom', minMove: 0.01, formatter: (v) => v.toFixed(2) + ' ' + spec.unit } }
      : {};
    if (spec.kind === 'series') {
      const kinds = { line: lib.LineSeries, area: lib.AreaSeries, bars: lib.HistogramSeries };
      for (const one of spec.series) {
        const paint = () => ({
          line: { color: colour(one.colour), lineWidth: 2 },
          area: {
            lineColor: colour(one.colour), lineWidth: 2,
            topColor: 'transparent', bottomColor: colour(one.colour) + '40', invertFilledArea: true,
          },
          bars: { color: colour(one.colour) },
        })[one.shape];
        const series = chart.addSeries(kinds[one.shape], {
          ...paint(), ...format, priceLineVisible: false, lastValueVisible: one.shape !== 'bars',
        });
        series.setData(one.points.map(([time, value]) => ({ time, value })));
        recolours.push(() => series.applyOptions(paint()));
      }
    } else {
      const paint = () => ({
        upColor: colour('gain'), downColor: colour('loss'), borderVisible: false,
        wickUpColor: colour('gain'), wickDownColor: colour('loss'),
      });
      const series = chart.addSeries(lib.CandlestickSeries, { ...paint(), priceLineVisible: false });
      series.setData(spec.candles.map(([time, open, high, low, close]) => ({ time, open, high, low, close })));
      const marks = () => spec.markers.map(({ session, text, up }) => ({
        time: session, text,
        position: up === true ? 'belowBar' : 'aboveBar',
        shape: up === true ? 'arrowUp' : up === false ? 'arrowDown' : 'circle',
        color: colour(up === true ? 'gain' : up === false ? 'loss' : 'accent'),
      }));
      const markers = lib.createSeriesMarkers(series, marks());
      recolours.push(() => { series.applyOptions(paint()); markers.setMarkers(marks()); });
    }
    chart.timeScale().fitContent();
    return recolours;
  };
  const recolours = charts.flatMap(draw);
  const recolour = () => { for (const one of recolours) one(); };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
  addEventListener('beforeprint', () => { root.classList.add('light'); recolour(); });
  addEventListener('afterprint', () => { root.classList.remove('light'); recolour(); });
  root.dataset.charts = String(charts.length);
})();
`;
