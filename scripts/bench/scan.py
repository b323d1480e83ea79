"""What a pandas user does instead: daily candles of every listing read into frames, one column for each listing, and
the same indicators over all of them at once. Parabolic SAR is left out: it has no form for whole columns.

usage: scan.py <database>; prints the processor time of reading and computing, milliseconds
"""
import resource
import sqlite3
import sys

import numpy as np
import pandas as pd


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


begun = spent()
connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
rows = pd.read_sql(
    "select listing_id, session, open_paise / 100.0 as open, high_paise / 100.0 as high, low_paise / 100.0 as low, close_paise / 100.0 as close, "
    "cast(volume as real) as volume from candles_1d order by listing_id, session",
    connection,
)
high, low, close, volume = (
    rows.pivot(index="session", columns="listing_id", values=name) for name in ("high", "low", "close", "volume")
)


def ema(values, span):
    return values.ewm(span=span, adjust=False).mean()


def wilder(values, span):
    return values.ewm(alpha=1 / span, adjust=False).mean()


def mean_deviation(values, span):
    windows = np.lib.stride_tricks.sliding_window_view(values.to_numpy(), span, axis=0)
    deviations = np.abs(windows - windows.mean(axis=-1, keepdims=True)).mean(axis=-1)
    padding = np.full((span - 1, values.shape[1]), np.nan)
    return pd.DataFrame(np.vstack([padding, deviations]), index=values.index, columns=values.columns)


result = {}
result["sma"] = close.rolling(20).mean()
result["ema"] = ema(close, 20)
result["wma"] = sum(close.shift(19 - age) * ((age + 1) / 210) for age in range(20))
once = ema(close, 20)
result["dema"] = 2 * once - ema(once, 20)
move = close.diff()
up, down = wilder(move.clip(lower=0), 14), wilder(-move.clip(upper=0), 14)
result["rsi"] = 100 * up / (up + down)
line = ema(close, 12) - ema(close, 26)
signal = ema(line, 9)
result["macd"] = (line, signal, line - signal)
middle, width = close.rolling(20).mean(), close.rolling(20).std(ddof=0)
result["bbands"] = (middle + 2 * width, middle, middle - 2 * width)
result["stddev"] = close.rolling(20).std(ddof=0)
before = close.shift()
reach = np.maximum(high - low, np.maximum((high - before).abs(), (before - low).abs()))
result["atr"] = wilder(reach, 14)
rise, fall = high.diff(), -low.diff()
ranges = wilder(reach, 14)
plus = 100 * wilder(rise.where((rise > fall) & (rise > 0), 0.0), 14) / ranges
minus = 100 * wilder(fall.where((fall > rise) & (fall > 0), 0.0), 14) / ranges
result["di"] = (plus, minus)
result["adx"] = wilder(100 * (plus - minus).abs() / (plus + minus), 14)
typical = (high + low + close) / 3
result["cci"] = (typical - typical.rolling(14).mean()) / (0.015 * mean_deviation(typical, 14))
result["obv"] = (np.sign(move).fillna(0) * volume).cumsum()
result["ad"] = ((((close - low) - (high - close)) / (high - low)).fillna(0) * volume).cumsum()
result["roc"] = close.pct_change(10) * 100
result["trix"] = ema(ema(ema(close, 15), 15), 15).pct_change() * 100
top, bottom = high.rolling(14).max(), low.rolling(14).min()
result["willr"] = -100 * (top - close) / (top - bottom)
top, bottom = high.rolling(9).max(), low.rolling(9).min()
slow = (100 * (close - bottom) / (top - bottom)).rolling(3).mean()
result["stoch"] = (slow, slow.rolling(3).mean())
flow, turn = typical * volume, typical.diff()
inflow = flow.where(turn > 0, 0.0).rolling(14).sum()
outflow = flow.where(turn < 0, 0.0).rolling(14).sum()
result["mfi"] = 100 * inflow / (inflow + outflow)
print(spent() - begun)
