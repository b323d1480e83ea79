"""One session of the market with pandas and sqlite3. usage: eod.py <database> <origin> <YYYY-MM-DD>"""
import io
import sqlite3
import sys
import urllib.error
import urllib.request
import zipfile

import pandas

database, origin, session = sys.argv[1:]
year, month, day = session.split("-")
prices = urllib.request.urlopen(f"{origin}/content/cm/BhavCopy_NSE_CM_0_0_0_{year}{month}{day}_F_0000.csv.zip").read()
rows = pandas.read_csv(zipfile.ZipFile(io.BytesIO(prices)).open(f"BhavCopy_NSE_CM_0_0_0_{year}{month}{day}_F_0000.csv"))
full = urllib.request.urlopen(f"{origin}/products/content/sec_bhavdata_full_{day}{month}{year}.csv").read()
delivered = pandas.read_csv(io.BytesIO(full), skipinitialspace=True)[["SYMBOL", "SERIES", "DELIV_QTY"]]
rows = rows.merge(delivered, how="left", left_on=["TckrSymb", "SctySrs"], right_on=["SYMBOL", "SERIES"])
for path in (f"content/indices/ind_close_all_{day}{month}{year}.csv", f"content/equities/sec_list_{day}{month}{year}.csv"):
    try:
        urllib.request.urlopen(f"{origin}/{path}").read()
    except urllib.error.HTTPError:
        pass
store = sqlite3.connect(database)
store.execute("pragma journal_mode = wal")
store.execute("pragma synchronous = normal")
store.execute(
    "create table if not exists candles (isin text, series text, session text, open real, high real, low real, "
    "close real, volume integer, previous real, last real, value real, trades integer, delivered integer, "
    "primary key (isin, series, session)) without rowid"
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
store.commit()
store.close()
print(len(rows))
