"""One session of the market with pandas and sqlite3: the same four files, kept in the same tables' worth of rows.

usage: eod.py <database> <origin> <YYYY-MM-DD>
"""
import io
import sqlite3
import sys
import urllib.request
import zipfile

import pandas

database, origin, session = sys.argv[1:]
year, month, day = session.split("-")


def fetched(path):
    return io.BytesIO(urllib.request.urlopen(f"{origin}/{path}").read())


name = f"BhavCopy_NSE_CM_0_0_0_{year}{month}{day}_F_0000.csv"
rows = pandas.read_csv(zipfile.ZipFile(fetched(f"content/cm/{name}.zip")).open(name))
full = pandas.read_csv(fetched(f"products/content/sec_bhavdata_full_{day}{month}{year}.csv"), skipinitialspace=True)
closes = pandas.read_csv(fetched(f"content/indices/ind_close_all_{day}{month}{year}.csv"))
bands = pandas.read_csv(fetched(f"content/equities/sec_list_{day}{month}{year}.csv"))

if not (rows.TradDt == session).all():
    sys.exit(f"the file is not of {session}")
rows = rows[(rows.LwPric <= rows[["OpnPric", "ClsPric"]].min(axis=1)) & (rows.HghPric >= rows[["OpnPric", "ClsPric"]].max(axis=1))]
delivered = full[["SYMBOL", "SERIES", "DELIV_QTY"]]
rows = rows.merge(delivered, how="left", left_on=["TckrSymb", "SctySrs"], right_on=["SYMBOL", "SERIES"])

store = sqlite3.connect(database)
store.execute("pragma journal_mode = wal")
store.execute("pragma synchronous = normal")
store.executescript(
    "create table if not exists instruments (isin text primary key, symbol text, name text) without rowid;"
    "create table if not exists candles (isin text, series text, session text, open real, high real, low real, "
    "close real, volume integer, previous real, last real, value real, trades integer, delivered integer, "
    "primary key (isin, series, session)) without rowid;"
    "create table if not exists index_values (name text, session text, open real, high real, low real, close real, "
    "change real, volume integer, turnover real, pe real, pb real, yield real, primary key (name, session)) without rowid;"
    "create table if not exists bands (symbol text, series text, since text, band text, remark text, "
    "primary key (symbol, series, since)) without rowid;"
)
store.executemany(
    "insert into instruments values (?, ?, ?) on conflict do update set symbol = excluded.symbol, name = excluded.name "
    "where (symbol, name) is not (excluded.symbol, excluded.name)",
    list(zip(rows.ISIN, rows.TckrSymb, rows.FinInstrmNm)),
)
store.executemany(
    "insert into candles values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set "
    "open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close, volume = excluded.volume",
    [
        (r.ISIN, r.SctySrs, session, r.OpnPric, r.HghPric, r.LwPric, r.ClsPric, int(r.TtlTradgVol), r.PrvsClsgPric,
         r.LastPric, r.TtlTrfVal, int(r.TtlNbOfTxsExctd), int(r.DELIV_QTY))
        for r in rows.itertuples()
    ],
)
store.executemany(
    "insert into index_values values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set close = excluded.close",
    closes.drop(columns="Change(%)").replace("-", None).assign(**{"Index Date": session}).itertuples(index=False, name=None),
)
before = dict(
    ((symbol, series), (band, remark))
    for symbol, series, _, band, remark in store.execute("select symbol, series, max(since), band, remark from bands group by symbol, series")
)
store.executemany(
    "insert or replace into bands values (?, ?, ?, ?, ?)",
    [
        (r.Symbol, r.Series, session, str(r.Band), r.Remarks)
        for r in bands.itertuples()
        if before.get((r.Symbol, r.Series)) != (str(r.Band), r.Remarks)
    ],
)
store.commit()
store.close()
print(len(rows))
